import { fine, type PreflightCheck, warning } from '../preflight-check.ts';

/** What will bring the earlier rules back, and whether that can be tried beforehand. */
export const wayBack: PreflightCheck = {
  id: 'way-back',
  title: 'Way back',
  script: () => `
if [ -d /run/systemd/system ] && has systemd-run; then fact way-back.timer systemd; else fact way-back.timer process; fi
if has unshare && unshare -n true 2>/dev/null; then fact way-back.trial yes; else fact way-back.trial no; fi
`,
  judge(facts, { host }) {
    const timer =
      facts.one('way-back.timer') === 'systemd'
        ? `A systemd timer brings the earlier rules of ${host.name} back unless you confirm the new ones.`
        : `A detached process brings the earlier rules of ${host.name} back unless you confirm the new ones; it does not run systemd, so its boot scripts have to start the rules.`;
    return [
      fine(timer),
      ...(facts.one('way-back.trial') === 'no'
        ? [
            warning(
              `${host.name} cannot make a throwaway network namespace (unshare -n), so neither the new rules nor the way back can be tried there before they are loaded.`,
              'Install unshare (on Debian, apt-get install util-linux), or allow namespaces in its container.',
            ),
          ]
        : []),
    ];
  },
};
