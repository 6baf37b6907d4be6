import { quoteShell } from '../../../../../shared/compiler/quote.ts';
import { fine, type PreflightCheck, stop, warning } from '../preflight-check.ts';

/**
 * Whether the kernel knows all that these rules use: the release is loaded in a network namespace that is thrown away. It
 * is written to a file system in memory that only this check sees, so that nothing of it is ever on the host's disk.
 */
export const kernelTrial: PreflightCheck = {
  id: 'kernel',
  title: 'Kernel features',
  script: ({ release }) => `
firewall=${quoteShell(release.files.find((file) => file.name === 'firewall.sh')?.text ?? '')}
printf '%s' "$firewall" | {
  status=0
  said=$(unshare -m --propagation private /bin/sh -euc '
    mount -t tmpfs -o mode=700 tmpfs /tmp || exit 75
    cat >/tmp/firewall.sh
    mkdir -m 700 /tmp/state
    BW_STATE=/tmp/state exec /bin/sh /tmp/firewall.sh check </dev/null' 2>&1) || status=$?
  fact kernel.status "$status"
  printf '%s\\n' "$said" | while IFS= read -r line; do fact kernel.said "$line"; done
}
`,
  judge(facts, { host }) {
    const said = facts.all('kernel.said').join(' ').trim();
    switch (facts.one('kernel.status')) {
      case undefined:
        return [];
      case '0':
        return /^note:/m.test(facts.all('kernel.said').join('\n'))
          ? [
              warning(
                `The kernel of ${host.name} could not be asked about every rule: ${said}`,
                'Nothing has to be done: a rule that it refuses ends the deployment, and the earlier rules run on.',
              ),
            ]
          : [fine(`The kernel of ${host.name} took these rules in a network namespace that was thrown away.`)];
      case '75':
      case '127':
        return [
          warning(
            `The kernel of ${host.name} could not be asked about these rules beforehand: ${said}`,
            'Let root make namespaces there (unshare, of util-linux) to be told beforehand; a rule that the kernel refuses ends the deployment all the same.',
          ),
        ];
      default:
        return [
          stop(
            `${host.name} would not take these rules: ${said}`,
            'Load or install the kernel module that is missing, or take the rule away that needs it.',
          ),
        ];
    }
  },
};
