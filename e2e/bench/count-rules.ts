import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines that append a rule. */
const OURS = /^-A /gm;
const PEERS = /^ *\$IPTABLES .*-A /gm;

export interface RuleCounts {
  readonly v4: number;
  readonly v6: number;
  /** Lines of the layer-2 rules that append one. */
  readonly frames: number;
}

/** How many rules our release holds, by file. */
export function countOurRules(release: string): RuleCounts {
  const count = (name: string) => (existsSync(join(release, name)) ? matches(join(release, name), OURS) : 0);
  return { v4: count('rules.v4'), v6: count('rules.v6'), frames: count('rules.eb') };
}

/** How many rules the peer's script holds; it writes IPv4 alone. */
export function countPeerRules(script: string): number {
  return matches(script, PEERS);
}

function matches(file: string, pattern: RegExp): number {
  return readFileSync(file, 'utf8').match(pattern)?.length ?? 0;
}
