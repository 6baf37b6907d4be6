import { quoteShell } from '../../../../../shared/compiler/quote.ts';
import { fine, type Judgement, type PreflightCheck, type PreflightSubject, stop } from '../preflight-check.ts';

interface Setting {
  /** Below /proc/sys, with slashes. */
  readonly path: string;
  readonly value: string;
}

/** The kernel settings that starting the rules changes, and whether it can: some containers show them read-only. */
export const sysctls: PreflightCheck = {
  id: 'sysctls',
  title: 'Kernel settings',
  script: (subject) => `
for path in ${neededSettings(subject)
    .map(({ path }) => quoteShell(path))
    .join(' ')}; do
  file=/proc/sys/$path
  [ -e "$file" ] || continue
  fact sysctls.is "$path $(read_file "$file")"
  [ -w "$file" ] || fact sysctls.read-only "$path"
done
fact sysctls.asked yes
`,
  judge(facts, subject) {
    const { host } = subject;
    const needed = neededSettings(subject);
    if (needed.length === 0 || !facts.has('sysctls.asked')) return [];
    const is = new Map(facts.all('sysctls.is').map((line) => line.split(' ') as [string, string]));
    const other = needed.filter(({ path, value }) => is.has(path) && is.get(path) !== value);
    const fixed = new Set(facts.all('sysctls.read-only'));
    const stuck = other.filter(({ path }) => fixed.has(path));
    if (stuck.length > 0) return [readOnly(host.name, stuck)];
    if (other.length === 0) return [fine(`The kernel settings of ${host.name} are what these rules rely on.`)];
    const changes = other
      .map(({ path, value }) => `${path.replaceAll('/', '.')} (${is.get(path)} to ${value})`)
      .join(', ');
    return [
      fine(
        `Starting the rules changes kernel settings of ${host.name}, and stopping them puts these back: ${changes}.`,
      ),
    ];
  },
};

function readOnly(name: string, stuck: readonly Setting[]): Judgement {
  return stop(
    `Kernel settings that these rules rely on cannot be changed on ${name}: ${stuck.map(({ path, value }) => `${path.replaceAll('/', '.')} has to be ${value}`).join(', ')}.`,
    'Set them from outside its container, or give the container the right to.',
  );
}

/** As the release has them for /etc/sysctl.d; what shows bridged packets to iptables is another check's. */
function neededSettings({ release }: PreflightSubject): Setting[] {
  const text = release.files.find(({ name }) => name === 'bridgewarden.sysctl.conf')?.text ?? '';
  return text.split('\n').flatMap((line) => {
    const [, path, value] = /^([a-z][^#=\s]*) = (\S+)$/.exec(line) ?? [];
    return path === undefined || value === undefined || path.startsWith('net/bridge/bridge-nf-call-')
      ? []
      : [{ path, value }];
  });
}
