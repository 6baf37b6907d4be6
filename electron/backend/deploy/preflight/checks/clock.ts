import { fine, type PreflightCheck, warning } from '../preflight-check.ts';

/** More than this is no jitter any more, and makes the times of the journal and of log lines hard to compare. */
const TOLERANCE_SECONDS = 30;

/** The host's clock beside this machine's. The way back does not hang on it: its timer counts seconds. */
export const clock: PreflightCheck = {
  id: 'clock',
  title: 'Clock',
  script: () => `
fact clock.now "$(date +%s)"
`,
  judge(facts, { host }, { asked, answered }) {
    const now = Number(facts.one('clock.now') ?? Number.NaN);
    if (Number.isNaN(now)) return [];
    const off = now < asked ? now - asked : now > answered ? now - answered : 0;
    if (Math.abs(off) <= TOLERANCE_SECONDS) return [fine(`The clock of ${host.name} agrees with this machine's.`)];
    return [
      warning(
        `The clock of ${host.name} is ${duration(Math.abs(off))} ${off < 0 ? 'behind' : 'ahead of'} this machine's: rules with an interval hold at the wrong time, and its journal and log lines carry other times.`,
        'Set the wrong one of the two right, and let it be kept so (timedatectl set-ntp true).',
      ),
    ];
  },
};

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
