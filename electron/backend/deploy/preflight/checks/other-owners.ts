import { quoteShell } from '../../../../../shared/compiler/quote.ts';
import { fine, type PreflightCheck, warning } from '../preflight-check.ts';

interface Owner {
  readonly name: string;
  /** A word at the beginning of its chains' names, in iptables. */
  readonly chain?: string;
  /** Its table, in nftables. */
  readonly table?: string;
  /** What it and these rules do to each other. */
  readonly effect: string;
  readonly mend: string;
}

/** Who keeps to bridges and addresses of his own. */
const BESIDE = {
  effect: 'Its rules stay; what they drop stays dropped.',
  mend: 'Draw none of its bridges, and nothing has to be done.',
};

const OWN_BRIDGES = {
  effect: 'It allows DHCP and DNS on its own bridges; what it drops stays dropped.',
  mend: 'Draw none of the bridges that it manages, or let it write no rules for them (ipv4.firewall, ipv6.firewall).',
};

const OWNERS: readonly Owner[] = [
  {
    name: 'Kubernetes',
    chain: 'KUBE-',
    effect: 'Its rules stay. It writes its chains anew all the time, and puts them first.',
    mend: 'Draw no bridge of its pods.',
  },
  {
    name: 'Calico',
    chain: 'cali-',
    effect: 'It puts its chains first and drops what its policies do not allow.',
    mend: 'Draw no bridge of its pods, or allow in its policies what is accepted here.',
  },
  { name: 'A container network (CNI)', chain: 'CNI-', ...BESIDE },
  { name: 'Podman', chain: 'NETAVARK', table: 'inet netavark', ...BESIDE },
  {
    name: "Proxmox VE's firewall",
    chain: 'PVEFW-',
    effect: 'It filters the same bridges, and a drop of either wins.',
    mend: 'Switch it off for the guests that are drawn.',
  },
  { name: 'LXD', table: 'inet lxd', ...OWN_BRIDGES },
  { name: 'Incus', table: 'inet incus', ...OWN_BRIDGES },
  {
    name: 'fail2ban',
    chain: 'f2b-',
    table: 'inet f2b-table',
    effect: 'Who is banned by it stays banned.',
    mend: 'Let it ignore the networks that you manage the host from (ignoreip), or it may keep you out where these rules do not.',
  },
  {
    name: 'Shorewall',
    chain: 'shorewall',
    effect: 'It replaces the whole rule set when it starts.',
    mend: 'Let one alone decide: switch it off (systemctl disable --now shorewall) before you deploy.',
  },
];

/** Everybody else who is known by the names of his chains. */
export const otherOwners: PreflightCheck = {
  id: 'other-owners',
  title: 'Other rule keepers',
  script: () =>
    `${OWNERS.map(({ name, chain, table }) => {
      const conditions = [
        ...(chain === undefined ? [] : [`has_chain ${quoteShell(chain)}`]),
        ...(table === undefined ? [] : [`has_table ${quoteShell(table)}`]),
      ];
      return `if ${conditions.join(' || ')}; then fact other-owners.here ${quoteShell(name)}; fi\n`;
    }).join('')}fact other-owners.asked yes\n`,
  judge(facts, { host }) {
    if (!facts.has('other-owners.asked')) return [];
    const here = new Set(facts.all('other-owners.here'));
    const found = OWNERS.filter(({ name }) => here.has(name));
    if (found.length === 0) return [fine(`Nobody else that is known by his chains keeps rules on ${host.name}.`)];
    return found.map(({ name, effect, mend }) => warning(`${name} also keeps rules on ${host.name}. ${effect}`, mend));
  },
};
