import { fine, type PreflightCheck, type PreflightSubject, stop } from '../preflight-check.ts';

/** What every deployment needs on the host, apart from what its release does. */
const OWN_PROGRAMS = [
  'awk',
  'cat',
  'chmod',
  'cp',
  'cut',
  'date',
  'df',
  'find',
  'grep',
  'ln',
  'mktemp',
  'mv',
  'nohup',
  'readlink',
  'sed',
  'sha256sum',
  'sort',
  'tail',
  'tr',
] as const;

/** Debian's packages, where the name does not say it. */
const PACKAGES: Readonly<Record<string, string>> = {
  awk: 'mawk',
  find: 'findutils',
  ip: 'iproute2',
  nft: 'nftables',
  sed: 'sed',
  grep: 'grep',
};

/** The programs that deploying and starting a release takes. */
export const programs: PreflightCheck = {
  id: 'programs',
  title: 'Programs',
  script: (subject) => `
for program in ${neededPrograms(subject).join(' ')}; do has "$program" || fact programs.missing "$program"; done
${layer2(subject) === 'ebtables' ? "has ebtables-nft-restore || ebtables -V 2>/dev/null | grep -q nf_tables || fact programs.missing 'ebtables (of the nf_tables kind)'" : ''}
fact programs.version "$(iptables -V 2>/dev/null || true)"
fact programs.version "$(ip -V 2>/dev/null | tr -d , || true)"
${layer2(subject) === 'nft' ? 'fact programs.version "$(nft -v 2>/dev/null || true)"' : ''}
${layer2(subject) === 'ebtables' ? 'fact programs.version "$(ebtables -V 2>/dev/null || true)"' : ''}
has unshare && fact programs.unshare yes
`,
  judge(facts, { host }) {
    const missing = facts.all('programs.missing');
    if (missing.length > 0)
      return [
        stop(
          `${host.name} lacks ${missing.join(', ')}.`,
          `Install what is missing: on Debian, apt-get install ${packagesOf(missing).join(' ')}`,
        ),
      ];
    const versions = facts.all('programs.version').filter((version) => version !== '');
    return [fine(`${host.name} has every program that is needed (${versions.join(', ') || 'of unknown versions'}).`)];
  },
};

function neededPrograms(subject: PreflightSubject): string[] {
  const names = new Set(subject.release.files.map((file) => file.name));
  return [
    ...OWN_PROGRAMS,
    'iptables',
    'iptables-save',
    'iptables-restore',
    ...(names.has('rules.v6') ? ['ip6tables', 'ip6tables-save', 'ip6tables-restore'] : []),
    ...(layer2(subject) === 'nft' ? ['nft'] : []),
    ...(subject.host.bridges.length > 0 ? ['ip'] : []),
  ];
}

/** What loads the release's layer-2 rules; nothing where no bridge is drawn. */
function layer2({ host }: PreflightSubject): 'nft' | 'ebtables' | undefined {
  if (host.bridges.length === 0) return undefined;
  return host.settings?.backend === 'nftables' ? 'nft' : 'ebtables';
}

function packagesOf(missing: readonly string[]): string[] {
  const names = missing.map((name) => {
    if (/^ip6?tables/.test(name)) return 'iptables';
    if (name.startsWith('ebtables')) return 'ebtables';
    return PACKAGES[name] ?? 'coreutils';
  });
  return [...new Set(names)];
}
