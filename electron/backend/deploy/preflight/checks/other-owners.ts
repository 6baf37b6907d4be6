import { fine, type PreflightCheck, warning } from '../preflight-check.ts';

interface Owner {
  readonly name: string;
  /** A word at the beginning of its chains' names, in iptables. */
  readonly chain?: string;
  /** Its table, in nftables. */
  readonly table?: string;
  /** What it and these rules do to each other. */
  readonly effect: string;
}

const BESIDE = 'Its rules stay; what they drop stays dropped.';

const OWNERS: readonly Owner[] = [
  {
    name: 'Kubernetes',
    chain: 'KUBE-',
    effect: 'Its rules stay. It writes its chains anew all the time, and puts them first; draw no bridge of its pods.',
  },
  { name: 'Calico', chain: 'cali-', effect: 'It puts its chains first and drops what its policies do not allow.' },
  { name: 'A container network (CNI)', chain: 'CNI-', effect: BESIDE },
  { name: 'Podman', chain: 'NETAVARK', table: 'inet netavark', effect: BESIDE },
  {
    name: "Proxmox VE's firewall",
    chain: 'PVEFW-',
    effect: 'It filters the same bridges, and a drop of either wins: switch it off for the guests that are drawn.',
  },
  { name: 'LXD', table: 'inet lxd', effect: 'It allows DHCP and DNS on its own bridges; what it drops stays dropped.' },
  {
    name: 'Incus',
    table: 'inet incus',
    effect: 'It allows DHCP and DNS on its own bridges; what it drops stays dropped.',
  },
  { name: 'fail2ban', chain: 'f2b-', table: 'inet f2b-table', effect: 'Who is banned by it stays banned.' },
  {
    name: 'Shorewall',
    chain: 'shorewall',
    effect: 'It replaces the whole rule set when it starts: let one alone decide.',
  },
];

/** Everybody else who is known by the names of his chains. */
export const otherOwners: PreflightCheck = {
  id: 'other-owners',
  title: 'Other rule keepers',
  script: () =>
    `${OWNERS.map(({ name, chain, table }) => {
      const conditions = [
        ...(chain === undefined ? [] : [`has_chain ${chain}`]),
        ...(table === undefined ? [] : [`has_table '${table}'`]),
      ];
      return `if ${conditions.join(' || ')}; then fact other-owners.here "${name}"; fi\n`;
    }).join('')}fact other-owners.asked yes\n`,
  judge(facts, { host }) {
    if (!facts.has('other-owners.asked')) return [];
    const here = new Set(facts.all('other-owners.here'));
    const found = OWNERS.filter(({ name }) => here.has(name));
    if (found.length === 0) return [fine(`Nobody else that is known by his chains keeps rules on ${host.name}.`)];
    return found.map(({ name, effect }) => warning(`${name} also keeps rules on ${host.name}. ${effect}`));
  },
};
