import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

export interface LockOwner {
  readonly session: string;
  /** `user@machine` of the administrator. */
  readonly who: string;
  /** By the host's clock, in UTC. */
  readonly since: string;
  /** The process of the owner's connection still lives. */
  readonly alive: boolean;
  /** A rollback timer of the owner is still armed. */
  readonly pending: boolean;
}

export type LockAnswer =
  | { readonly kind: 'locked'; readonly left?: LockOwner }
  | { readonly kind: 'busy'; readonly owner: LockOwner };

/**
 * Takes the host's one lock: making a folder is atomic everywhere. A lock whose connection has died with nothing armed is
 * taken over; any other is left alone and told about. Moving a stale lock away never clobbers an existing name, so of two
 * who find it stale only one succeeds.
 */
export function lockScript(paths: DeploymentPaths, who: string, holder: number | string | undefined): string {
  return `${shellVariables({ state: paths.state, lock: paths.lock, session: paths.session, who, holder: holder ?? '' })}
umask 077
mkdir -p "$state"
claim() {
  mkdir "$lock" 2>/dev/null || return 1
  printf 'session=%s\\nwho=%s\\nsince=%s\\nholder=%s\\n' "$session" "$who" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$holder" >"$lock/owner.new"
  mv "$lock/owner.new" "$lock/owner"
}
field() { sed -n "s/^$1=//p" "$lock/owner" 2>/dev/null || true; }
describe() {
  printf '%s\\nsession=%s\\nwho=%s\\nsince=%s\\nalive=%s\\npending=%s\\n' "$1" "$other" "$other_who" "$other_since" "$alive" "$pending"
}

for finished in "$state"/deploy-*/result; do
  [ -e "$finished" ] || continue
  [ -z "$(find "$finished" -mmin +60)" ] || rm -rf "\${finished%/result}"
done
if claim; then echo locked; exit 0; fi

look() {
  other=$(field session) other_who=$(field who) other_since=$(field since) other_holder=$(field holder)
  alive=yes
  if [ -n "$other_holder" ] && ! kill -0 "$other_holder" 2>/dev/null; then alive=no; fi
  pending=no
  if [ -e "$state/deploy-$other/armed" ] && [ ! -e "$state/deploy-$other/result" ]; then pending=yes; fi
}
look
left="$lock.left-$other"
if [ -n "$other" ] && [ "$alive" = no ] && [ "$pending" = no ] && mv -T "$lock" "$left" 2>/dev/null; then
  if [ "$(sed -n 's/^session=//p' "$left/owner")" != "$other" ]; then
    # Somebody was faster by a whole deployment: it is not the stale one that was moved.
    mv -T "$left" "$lock"
  else
    rm -rf "$state/deploy-$other"
    if claim; then describe locked; exit 0; fi
  fi
fi
look
describe busy
`;
}

/** Reads what the lock script printed. */
export function parseLockAnswer(output: string): LockAnswer {
  const [kind, ...lines] = output.trim().split('\n');
  const fields = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const owner: LockOwner = {
    session: fields.get('session') ?? '',
    who: fields.get('who') ?? '',
    since: fields.get('since') ?? '',
    alive: fields.get('alive') !== 'no',
    pending: fields.get('pending') === 'yes',
  };
  if (kind === 'locked') return fields.size === 0 ? { kind } : { kind, left: owner };
  return { kind: 'busy', owner };
}

/**
 * Gives the lock back, if it is still ours, and takes away what the deployment left; with `discard` also the release it
 * had uploaded, unless that is the one started at boot. With `keepWork` what the rollback left stays to be looked at.
 */
export function unlockScript(paths: DeploymentPaths, options: { discard: boolean; keepWork: boolean }): string {
  return `${shellVariables({
    lock: paths.lock,
    work: paths.work,
    session: paths.session,
    release: paths.release,
    current: `${paths.library}/current`,
    discard: options.discard ? 'yes' : 'no',
    keep: options.keepWork ? 'yes' : 'no',
  })}
if [ "$discard" = yes ] && [ "$(readlink -f "$current" 2>/dev/null)" != "$(readlink -f "$release")" ]; then rm -rf "$release"; fi
rm -rf "$release.part-$session"
if [ "$keep" = no ]; then rm -rf "$work"; fi
if [ "$(sed -n 's/^session=//p' "$lock/owner" 2>/dev/null)" = "$session" ]; then rm -rf "$lock" "$lock".left-*; fi
`;
}
