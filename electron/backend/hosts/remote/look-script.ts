import { LOCK_STATE } from '../../deploy/remote/lock-state.ts';
import type { RemotePaths } from '../../deploy/remote/remote-paths.ts';
import { shellVariables } from '../../deploy/remote/shell-variables.ts';

/** A release that a host keeps. */
interface KeptFolder {
  readonly release: string;
  /** When it was kept or put there last, in milliseconds since 1970. */
  readonly modified: number;
  readonly document: boolean;
  /** What its `firewall.sh` writes down when it runs. */
  readonly rulesId: string;
}

/** What a host tells of its releases and rules; only read. */
export interface HostLook {
  /** Simple facts by name. */
  readonly values: ReadonlyMap<string, string>;
  readonly kept: readonly KeptFolder[];
  /** The journal's lines, the oldest first. */
  readonly journal: readonly string[];
  /** What `firewall.sh status` of the deployed release printed. */
  readonly status: readonly string[];
}

/** So many lines of the journal are read: far more than releases are kept. */
const JOURNAL_LINES = 500;

/**
 * Asks which releases a host keeps, which one is deployed, what the journal says of them, and, with `status`, whether the
 * kernel holds what the deployed one says. One `name<TAB>value` a line.
 */
export function lookScript(paths: RemotePaths, options: { readonly status: boolean }): string {
  return `${shellVariables({
    library: paths.library,
    state: paths.state,
    lock: `${paths.state}/deploy.lock`,
    lines: JOURNAL_LINES,
    wanted: options.status ? 'yes' : 'no',
  })}${LOCK_STATE}
fact() { printf '%s\\t%s\\n' "$1" "$2"; }
current=$(readlink "$library/current" 2>/dev/null || true)
fact current "\${current##*/}"
fact running "$(cat "$state/running" 2>/dev/null || true)"
if [ -d /run/systemd/system ]; then
  if systemctl is-enabled --quiet bridgewarden.service 2>/dev/null; then fact boot yes; else fact boot no; fi
fi
if [ -e "$lock/owner" ]; then
  look
  fact deploying "$other_who"
  fact deploying-since "$other_since"
  fact deploying-state "$other_state"
  fact deploying-work "$other_work"
fi
for folder in "$library"/releases/*; do
  case $folder in *.part-*) continue ;; esac
  [ -f "$folder/firewall.sh" ] || continue
  has=no
  if [ -f "$folder/document.bridgewarden.json" ]; then has=yes; fi
  rules=$(sed -n "s/^RULES_ID=//p" "$folder/firewall.sh" | head -n 1 | tr -d "'")
  fact kept "\${folder##*/} $(stat -c %Y "$folder") $has $rules"
done
if [ -f "$library/journal.jsonl" ]; then
  tail -n "$lines" "$library/journal.jsonl" | while IFS= read -r line; do fact journal "$line"; done
fi
if [ "$wanted" = yes ] && [ -f "$library/current/firewall.sh" ]; then
  status=0
  said=$(/bin/sh "$library/current/firewall.sh" status 2>&1) || status=$?
  fact status "$status"
  printf '%s\\n' "$said" | while IFS= read -r line; do fact said "$line"; done
fi
`;
}

/** Reads what the script printed. */
export function parseLook(output: string): HostLook {
  const values = new Map<string, string>();
  const kept: KeptFolder[] = [];
  const journal: string[] = [];
  const status: string[] = [];
  for (const line of output.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab < 0) continue;
    const [name, value] = [line.slice(0, tab), line.slice(tab + 1)];
    if (name === 'kept') {
      const [release = '', seconds = '', document, rulesId = ''] = value.split(' ');
      kept.push({ release, modified: Number(seconds) * 1000, document: document === 'yes', rulesId });
    } else if (name === 'journal') journal.push(value);
    else if (name === 'said') status.push(value);
    else values.set(name, value);
  }
  return { values, kept, journal, status };
}
