import type { Host } from '../../../../../shared/document/document.ts';
import { fine, type Judgement, type PreflightCheck, warning } from '../preflight-check.ts';

/** A base chain of nftables that is nobody's we know: it sees packets by itself, apart from iptables' tables. */
interface BaseChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly hook: string;
  readonly priority: string;
  readonly policy: string;
  /** It, or a chain of its table, drops or rejects something. */
  readonly drops: boolean;
}

/** iptables' own tables are read by iptables-save, and these by the checks of their owners. */
const KNOWN_TABLES = new Set([
  'bridge bridgewarden',
  'inet firewalld',
  'ip firewalld',
  'ip6 firewalld',
  'ip libvirt_network',
  'ip6 libvirt_network',
  'ip docker-bridges',
  'ip6 docker-bridges',
]);

/** A drop anywhere wins: what our rules accept is still judged by every base chain of the same hook. */
export const foreignChains: PreflightCheck = {
  id: 'foreign-chains',
  title: 'Other nftables chains',
  // A table made by iptables has built-in chains in capitals, or iptables-nft marks it; it has no rules but iptables' own.
  script: () => `
printf '%s\\n' "$nft_rules" | awk '
  function tell(i) {
    for (i = 1; i <= count; i++) printf "foreign-chains.chain\\t%s %s %s\\n", table, line[i], drops
    count = 0; drops = "no"
  }
  /^table / { tell(); table = $2 " " $3 }
  /^\\tchain / { chain = $2 }
  /^\\t\\ttype filter hook / {
    hook = $4; priority = "filter"; policy = "accept"
    for (i = 5; i <= NF; i++) {
      if ($i == "priority") { priority = $(i + 1); if ($(i + 2) == "+" || $(i + 2) == "-") priority = priority $(i + 2) $(i + 3) }
      if ($i == "policy") policy = $(i + 1)
    }
    gsub(/;/, "", priority); gsub(/;/, "", policy)
    if (chain !~ /^[A-Z]+$/) line[++count] = chain " " hook " " priority " " policy
    if (policy == "drop" && chain !~ /^[A-Z]+$/) drops = "yes"
    next
  }
  /^\\t\\t/ && / (drop|reject)( |$)/ { drops = "yes" }
  END { tell() }'
`,
  judge(facts, { host }) {
    const chains = facts
      .all('foreign-chains.chain')
      .map(readChain)
      .filter((chain) => chain.drops && !KNOWN_TABLES.has(`${chain.family} ${chain.table}`));
    if (chains.length === 0) return [fine(`No other nftables chain on ${host.name} drops packets.`)];
    return chains.map((chain) => judgeChain(chain, host));
  },
};

function readChain(line: string): BaseChain {
  const [family = '', table = '', name = '', hook = '', priority = '', policy = '', drops = ''] = line.split(' ');
  return { family, table, name, hook, priority, policy, drops: drops === 'yes' };
}

function judgeChain(chain: BaseChain, host: Host): Judgement {
  const { family, table, name, hook, priority, policy } = chain;
  const called = `The nftables chain ${family} ${table} ${name} on ${host.name} (hook ${hook}, priority ${priority})`;
  const bridges = host.bridges.map((bridge) => bridge.name);
  const mend =
    hook === 'forward' && bridges.length > 0 && family !== 'bridge'
      ? `Let it accept what these rules judge: nft insert rule ${family} ${table} ${name} meta iifname '{ ${bridges.map((bridge) => `"${bridge}"`).join(', ')} }' accept`
      : `Look at it: nft list chain ${family} ${table} ${name}`;
  return policy === 'drop'
    ? warning(
        `${called} drops by default. A drop anywhere wins: of what these rules accept, only that gets through which it accepts too.`,
        mend,
      )
    : warning(
        `${called} belongs to a table that drops packets. A drop anywhere wins, whatever these rules accept.`,
        mend,
      );
}
