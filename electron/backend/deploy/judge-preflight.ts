import type { CompiledHost } from '../../../shared/compiler/result.ts';
import type { Host } from '../../../shared/document/document.ts';
import type { HostFacts } from './remote/preflight-script.ts';

/** One thing that preflight has to say: a `stop` refuses the deployment, a `warning` is only told. */
export interface PreflightRemark {
  readonly level: 'warning' | 'stop';
  /** A sentence with the mend. */
  readonly message: string;
}

/** What every deployment needs on the host, apart from what its release does. */
const OWN_PROGRAMS = [
  'awk',
  'chmod',
  'cp',
  'date',
  'df',
  'find',
  'grep',
  'ln',
  'mv',
  'nohup',
  'readlink',
  'sed',
  'sha256sum',
  'sort',
  'tail',
  'tr',
];

/**
 * The programs that deploying and starting this release takes. What its layer-2 rules take depends on the host's variant of
 * ebtables; the release's own `check` looks for that.
 */
export function neededPrograms(release: CompiledHost): string[] {
  const names = new Set(release.files.map((file) => file.name));
  return [
    ...OWN_PROGRAMS,
    'iptables',
    'iptables-save',
    'iptables-restore',
    ...(names.has('rules.v6') ? ['ip6tables', 'ip6tables-save', 'ip6tables-restore'] : []),
  ];
}

/** Judges a host's facts. Nothing here is a guess: what the host did not tell is not held against it. */
export function judgePreflight(facts: HostFacts, host: Host, release: CompiledHost): PreflightRemark[] {
  return [
    ...judgeRights(facts, host),
    ...judgePrograms(facts, host),
    ...judgeSpace(facts, host, release),
    ...judgeBridging(facts, host),
    ...judgeDrawing(facts, host),
    ...facts.others.map((other) =>
      warning(
        `${other} also keeps rules on ${host.name}. They stay as they are; a packet that they drop stays dropped, whatever this release accepts.`,
      ),
    ),
  ];
}

function judgeRights(facts: HostFacts, host: Host): PreflightRemark[] {
  const remarks: PreflightRemark[] = [];
  const kernel = facts.values.get('kernel');
  if (kernel !== 'Linux')
    remarks.push(stop(`${host.name} runs ${kernel || 'an unknown system'}, but rules can be loaded on Linux alone.`));
  if (facts.values.get('uid') !== '0')
    remarks.push(
      stop(
        `The login on ${host.name} has no root rights. Connect as root, or set “become” of its connection to “sudo”.`,
      ),
    );
  return remarks;
}

function judgePrograms(facts: HostFacts, host: Host): PreflightRemark[] {
  if (facts.missing.length === 0) return [];
  const hint = facts.missing.some((name) => name.includes('tables')) ? ': on Debian, apt-get install iptables' : '';
  return [stop(`${host.name} lacks ${facts.missing.join(', ')}. Install what is missing${hint}.`)];
}

function judgeSpace(facts: HostFacts, host: Host, release: CompiledHost): PreflightRemark[] {
  const bytes = release.files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
  // The release twice (being written, and the copy that is replaced) and the saved rules, with room to breathe.
  const needed = Math.ceil((bytes * 3) / 1024) + 256;
  const remarks: PreflightRemark[] = [];
  for (const [place, folder] of [
    ['library', '/var/lib'],
    ['state', '/run'],
  ] as const) {
    const free = Number(facts.values.get(`${place}-free`) || Number.NaN);
    if (free < needed)
      remarks.push(
        stop(`${host.name} has ${free} KiB left in ${folder}, but ${needed} KiB are needed. Make room there.`),
      );
    if (facts.values.get(`${place}-writable`) === 'no')
      remarks.push(stop(`${folder} of ${host.name} cannot be written to. Mount it read-write.`));
  }
  return remarks;
}

function judgeBridging(facts: HostFacts, host: Host): PreflightRemark[] {
  if (host.bridges.length === 0) return [];
  const v4 = facts.values.get('call-iptables');
  if (v4 === undefined || v4 === '') {
    return facts.values.get('br-netfilter') === 'loadable'
      ? [warning(`br_netfilter is not loaded on ${host.name} yet; starting the rules loads it.`)]
      : [
          stop(
            `${host.name} has no br_netfilter, without which the kernel shows no bridged packet to these rules. Install the kernel's modules, or load it: modprobe br_netfilter`,
          ),
        ];
  }
  if (v4 !== '1' || facts.values.get('call-ip6tables') === '0')
    return [
      warning(
        `Bridged packets pass the rules by on ${host.name} (net.bridge.bridge-nf-call-iptables is 0); starting the rules switches that on.`,
      ),
    ];
  return [];
}

function judgeDrawing(facts: HostFacts, host: Host): PreflightRemark[] {
  if (facts.values.get('ip') !== 'yes') return [];
  const remarks: PreflightRemark[] = [];
  const bridges = new Map(host.bridges.map((bridge) => [bridge.id, bridge.name]));
  const absent = [...host.bridges, ...host.ports, ...host.interfaces]
    .map((drawn) => drawn.name)
    .filter((name) => !facts.interfaces.has(name));
  if (absent.length > 0)
    remarks.push(
      warning(
        `${[...new Set(absent)].join(', ')}: drawn, but not on ${host.name} now. The rules hold for them as soon as they appear; check the names if they should be there.`,
      ),
    );
  for (const port of host.ports) {
    if (!facts.interfaces.has(port.name)) continue;
    const master = facts.interfaces.get(port.name);
    const drawn = bridges.get(port.bridge);
    if (master !== drawn)
      remarks.push(
        warning(
          `${port.name} is drawn as a port of ${drawn ?? 'a bridge'}, but on ${host.name} it ${master === undefined ? 'belongs to no bridge' : `belongs to ${master}`}. Mend the drawing or the host.`,
        ),
      );
  }
  return remarks;
}

function warning(message: string): PreflightRemark {
  return { level: 'warning', message };
}

function stop(message: string): PreflightRemark {
  return { level: 'stop', message };
}
