import { isChainName } from '../../net/names.ts';

/** Built-in chains and targets of iptables: a branch with one of these names would be mistaken for it, or shadow it. */
const RESERVED = new Set(
  (
    'INPUT OUTPUT FORWARD PREROUTING POSTROUTING BROUTING ACCEPT DROP RETURN QUEUE CONTINUE LOG REJECT MARK CT NOTRACK ' +
    'DNAT SNAT MASQUERADE REDIRECT NETMAP TPROXY NFLOG NFQUEUE ULOG TEE TRACE AUDIT CONNMARK SECMARK CONNSECMARK CLASSIFY ' +
    'DSCP TOS TTL HL ECN TCPMSS TCPOPTSTRIP CHECKSUM SET SYNPROXY RATEEST HMARK IDLETIMER LED CLUSTERIP DNPT SNPT'
  ).split(' '),
);

/**
 * What the order checker knows our own chains by: those of single rules (`In_RULE_11_1`), and, behind the `BW_` that the restore style
 * puts before every name, the trees of ports (`BW_F3_in_vk63`).
 */
const OWN_CHAIN = /^[FIO]\d|(?:^|_)RULE_\d/;

/** Whether iptables or this program has another use for a name, though it could be a chain's. */
function isReservedName(name: string): boolean {
  return RESERVED.has(name) || OWN_CHAIN.test(name);
}

/** True for a name that a branch policy can have: it becomes a chain, and is taken for no other. */
export function isBranchName(name: string): boolean {
  return isChainName(name) && !isReservedName(name);
}
