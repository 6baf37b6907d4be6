import type { Host } from './document.ts';

const DEFAULT_SECONDS = 60;
/** Nobody has to decide anything in a drill: enough to load, to try the door and to find it shut. */
const DRILL_SECONDS = 20;

/** After how many seconds a host brings its earlier rules back by itself, unless the new ones are kept; a drill keeps none. */
export function rollbackSeconds(host: Host, kind?: 'drill'): number {
  const seconds = host.settings?.rollbackSeconds ?? DEFAULT_SECONDS;
  return kind === 'drill' ? Math.min(seconds, DRILL_SECONDS) : seconds;
}
