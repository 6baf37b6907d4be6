import { LOCK_STATE, type LockState, lockStateSchema } from './lock-state.ts';
import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

export interface LockOwner {
  readonly session: string;
  /** `user@machine` of the administrator; empty when the lock does not say. */
  readonly who: string;
  /** By the host's clock, in UTC. */
  readonly since: string;
  readonly state: LockState;
  /** Where the owner's way back stands on the host. */
  readonly work: string;
}

export type LockAnswer =
  | { readonly kind: 'locked'; readonly left?: LockOwner }
  | { readonly kind: 'busy'; readonly owner: LockOwner };

/**
 * Takes the host's one lock: a folder that comes into being with its owner's name in it, because renaming one over another
 * that is not empty fails everywhere. A lock that was left behind is taken over; any other is left alone and told about.
 * Moving a stale lock away never clobbers an existing name, so of two who find it stale only one succeeds.
 *
 * `holder` is the process on the host that lives as long as the deployment does, if there is one.
 */
export function lockScript(paths: DeploymentPaths, who: string, holder: number | string | undefined): string {
  return `${shellVariables({ state: paths.state, lock: paths.lock, session: paths.session, who, holder: holder ?? '' })}${LOCK_STATE}
umask 077
mkdir -p "$state"
claim() {
  rm -rf "$lock.new-$session"
  mkdir "$lock.new-$session" &&
    printf 'session=%s\\nwho=%s\\nsince=%s\\nholder=%s\\n' "$session" "$who" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$holder" >"$lock.new-$session/owner" &&
    mv -T "$lock.new-$session" "$lock" 2>/dev/null && return 0
  rm -rf "$lock.new-$session"
  return 1
}
describe() {
  printf '%s\\nsession=%s\\nwho=%s\\nsince=%s\\nstate=%s\\nwork=%s\\n' "$1" "$other" "$other_who" "$other_since" "$other_state" "$other_work"
}

for finished in "$state"/deploy-*/result; do
  [ -e "$finished" ] || continue
  [ -z "$(find "$finished" -mmin +60)" ] || rm -rf "\${finished%/result}"
done
find "$state" -maxdepth 1 -name 'deploy.lock.new-*' -mmin +60 -exec rm -rf {} + 2>/dev/null || true
if claim; then echo locked; exit 0; fi
if [ ! -e "$lock" ]; then
  # Given back meanwhile, or nothing can be written there.
  if claim; then echo locked; exit 0; fi
  [ -e "$lock" ] || { echo "it cannot be written to $state: is it full?" >&2; exit 1; }
fi

look
left="$lock.left-$other"
if [ -n "$other" ] && [ "$other_state" = left ] && mv -T "$lock" "$left" 2>/dev/null; then
  if [ "$(sed -n 's/^session=//p' "$left/owner")" != "$other" ]; then
    # Somebody was faster by a whole deployment: it is not the stale one that was moved.
    mv -T "$left" "$lock"
  else
    rm -rf "$other_work"
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
    state: lockStateSchema.catch('alive').parse(fields.get('state')),
    work: fields.get('work') ?? '',
  };
  if (kind === 'locked') return fields.size === 0 ? { kind } : { kind, left: owner };
  return { kind: 'busy', owner };
}

/** Makes another process the lock's holder, for a deployment whose steps are processes of their own. */
export function holdScript(paths: DeploymentPaths, holder: number | string): string {
  return `${shellVariables({ lock: paths.lock, session: paths.session, holder })}
if [ "$(sed -n 's/^session=//p' "$lock/owner" 2>/dev/null)" = "$session" ]; then
  sed "s/^holder=.*/holder=$holder/" "$lock/owner" >"$lock/owner.new"
  mv "$lock/owner.new" "$lock/owner"
fi
`;
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
