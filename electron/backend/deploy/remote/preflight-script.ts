import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

/** What a host tells about itself before a deployment; only read, nothing is changed or loaded. */
export interface HostFacts {
  /** Simple facts by name. */
  readonly values: ReadonlyMap<string, string>;
  /** Programs that are not there. */
  readonly missing: readonly string[];
  /** The kernel's interfaces and, when they are enslaved, to what. */
  readonly interfaces: ReadonlyMap<string, string | undefined>;
  /** Who else keeps rules, in words. */
  readonly others: readonly string[];
}

/** Asks for the facts: one `name<TAB>value` a line. */
export function preflightScript(paths: DeploymentPaths, programs: readonly string[]): string {
  return `${shellVariables({ library: paths.library, state: paths.state, programs: programs.join(' ') })}
fact() { printf '%s\\t%s\\n' "$1" "$2"; }
read_file() { cat "$1" 2>/dev/null || true; }
# The nearest folder above that is there already.
nearest() { folder=$1; while [ ! -d "$folder" ]; do folder=\${folder%/*}; folder=\${folder:-/}; done; echo "$folder"; }
free() { df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }

fact uid "$(id -u)"
fact kernel "$(uname -s)"
for program in $programs; do command -v "$program" >/dev/null || fact missing "$program"; done
fact library-free "$(free "$(nearest "$library")")"
fact state-free "$(free "$(nearest "$state")")"
fact library-writable "$([ -w "$(nearest "$library")" ] && echo yes || echo no)"
fact state-writable "$([ -w "$(nearest "$state")" ] && echo yes || echo no)"
fact call-iptables "$(read_file /proc/sys/net/bridge/bridge-nf-call-iptables)"
fact call-ip6tables "$(read_file /proc/sys/net/bridge/bridge-nf-call-ip6tables)"
if command -v modprobe >/dev/null && modprobe -n -q br_netfilter 2>/dev/null; then fact br-netfilter loadable; fi
fact systemd "$([ -d /run/systemd/system ] && echo yes || echo no)"
fact running "$(basename "$(readlink "$library/current" 2>/dev/null || true)")"
fact iptables "$(iptables -V 2>/dev/null || true)"
if command -v ip >/dev/null; then
  fact ip yes
  ip -o link | awk '{
    name = $2; sub(/:$/, "", name); sub(/@.*/, "", name); master = ""
    for (i = 3; i < NF; i++) if ($i == "master") master = $(i + 1)
    printf "interface\\t%s %s\\n", name, master
  }'
fi

# Who else keeps rules. iptables-save and nft list only show; "iptables -L" would load modules.
case $(iptables -V 2>/dev/null || true) in
  *nf_tables*) [ -z "$(read_file /proc/net/ip_tables_names)" ] || fact other 'iptables-legacy tables beside the nf_tables ones' ;;
esac
saved=$(iptables-save 2>/dev/null || true)
has_chain() { printf '%s\\n' "$saved" | grep -q "^:$1"; }
if has_chain DOCKER; then fact other Docker; fi
if has_chain LIBVIRT_; then fact other "libvirt's networks"; fi
if has_chain ufw; then fact other ufw; fi
if has_chain KUBE-; then fact other Kubernetes; fi
if command -v firewall-cmd >/dev/null && firewall-cmd --state >/dev/null 2>&1; then fact other firewalld; fi
if command -v nft >/dev/null; then
  nft list chains 2>/dev/null | awk '
    /^table / { family = $2; table = $3 }
    /^\\tchain / { chain = $2 }
    /hook .* policy drop/ {
      if (!((family == "ip" || family == "ip6") && table == "filter"))
        printf "other\\tthe nftables chain %s %s %s, which drops by default\\n", family, table, chain
    }'
fi
`;
}

/** Reads what the script printed. */
export function parseHostFacts(output: string): HostFacts {
  const values = new Map<string, string>();
  const missing: string[] = [];
  const interfaces = new Map<string, string | undefined>();
  const others: string[] = [];
  for (const line of output.split('\n')) {
    const [name = '', value = ''] = line.split('\t');
    if (name === 'missing') missing.push(value);
    else if (name === 'other') others.push(value);
    else if (name === 'interface') {
      const [device = '', master = ''] = value.split(' ');
      interfaces.set(device, master === '' ? undefined : master);
    } else if (name !== '') values.set(name, value);
  }
  return { values, missing, interfaces, others };
}
