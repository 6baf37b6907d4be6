import { fine, type PreflightCheck, warning } from '../preflight-check.ts';

/**
 * Whether the kernel's time zone is the host's: `xt_time` with `--kerneltz` goes by it, and no program prints it. What sets it is
 * known: systemd does where the hardware clock runs in local time (third line of adjtime(5)), and leaves it at UTC elsewhere.
 */
export const kernelZone: PreflightCheck = {
  id: 'kernel-zone',
  title: 'Time zone of intervals',
  script: () => `
fact kernel-zone.offset "$(date +%z)"
fact kernel-zone.hardware-clock "$(sed -n 3p /etc/adjtime 2>/dev/null)"
[ ! -d /run/systemd/system ] || fact kernel-zone.systemd yes
`,
  judge(facts, { host, release }) {
    const offset = facts.one('kernel-zone.offset');
    if (offset === undefined || !release.files.some(({ text }) => text.includes('--kerneltz'))) return [];
    if (offset === '+0000') return [fine(`Intervals hold by UTC, which is the time of ${host.name} now.`)];
    if (!facts.has('kernel-zone.systemd') || facts.one('kernel-zone.hardware-clock') === 'LOCAL')
      return [
        fine(
          `Intervals hold by the local time that the kernel of ${host.name} learned when it started (now UTC${offset}); after a change of summer time "hwclock --systz" tells it again.`,
        ),
      ];
    return [
      warning(
        `systemd leaves the kernel's time zone at UTC on ${host.name}, whose time is UTC${offset}: unless something there sets it, rules with an interval hold at other hours than drawn.`,
        'Run "hwclock --systz" there after each start and each change of summer time (a timer can do it), or enter the times of the intervals in UTC.',
      ),
    ];
  },
};
