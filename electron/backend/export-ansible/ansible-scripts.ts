import type { CompiledHost, ReleaseFile } from '../../../shared/compiler/result.ts';
import { armScript } from '../deploy/remote/arm-script.ts';
import { bringBackScript } from '../deploy/remote/bring-back-script.ts';
import { disarmScript } from '../deploy/remote/disarm-script.ts';
import { enableScript, journalScript } from '../deploy/remote/enable-script.ts';
import { holdScript, lockScript, unlockScript } from '../deploy/remote/lock-script.ts';
import { DEFAULT_REMOTE_PATHS, deploymentPaths, type RemotePaths } from '../deploy/remote/remote-paths.ts';
import { shellVariables } from '../deploy/remote/shell-variables.ts';
import { checkScript, proveScript, startScript } from '../deploy/remote/start-script.ts';
import { uploadScript } from '../deploy/remote/upload-script.ts';

/** What the scripts of one host are made from. */
export interface ScriptSource {
  readonly release: CompiledHost;
  readonly text: string;
  readonly documentName: string;
  /** sha256 of the document's canonical text. */
  readonly document: string;
  readonly rollbackSeconds: number;
}

// Each run has a name of its own, which the scripts are told when they run. Neither word has a meaning to a shell.
const SESSION = 'SESSION_OF_THIS_RUN';
const HOLDER = 'PROCESS_OF_THIS_RUN';
const END = 'END_OF_BRIDGEWARDEN_STEP';
const WHO = 'ansible';

/**
 * The scripts that a role runs on one host: the very steps of our own deployments, as files. `look.sh` says whether there is
 * anything to do; `push.sh` goes as far as loading, with the timer armed; `prove.sh` is for a new connection; `confirm.sh`
 * keeps; `back.sh` undoes. All but the first are told the run's name.
 */
export function ansibleScripts(source: ScriptSource, root: RemotePaths = DEFAULT_REMOTE_PATHS): ReleaseFile[] {
  const { release } = source;
  const paths = deploymentPaths(root, SESSION, release.hash);
  const tail = (outcome: 'confirmed' | 'undone') =>
    JSON.stringify({
      session: SESSION,
      host: release.host,
      release: release.hash,
      document: source.document,
      documentName: source.documentName,
      who: WHO,
      outcome,
      kind: 'ansible',
    }).slice(1);
  const unlock = unlockScript(paths, { discard: false, keepWork: false });
  const discard = unlockScript(paths, { discard: true, keepWork: false });
  const back = bringBackScript(paths, { patientSeconds: 0 });
  const note = shellVariables({ uploaded: `${paths.work}/uploaded` });
  return [
    file('look.sh', `${shellVariables({ current: `${root.library}/current`, hash: release.hash })}${LOOK}`),
    file(
      'push.sh',
      steps({
        lock: lockScript(paths, WHO, HOLDER),
        upload: uploadScript(paths, release.files, source.text),
        check: checkScript(paths),
        arm: armScript(paths, source.rollbackSeconds, tail('undone')),
        note: `${note}touch "$uploaded"\n`,
        start: startScript(paths),
        back,
        unlock,
        discard,
      }) +
        shellVariables({ lock: paths.lock }) +
        PUSH,
    ),
    file('prove.sh', `${steps({ prove: proveScript(paths) })}run prove\n`),
    file(
      'confirm.sh',
      steps({
        // The process that took the lock ended with its task.
        hold: holdScript(paths, HOLDER),
        disarm: disarmScript(paths),
        enable: enableScript(paths),
        journal: journalScript(paths, tail('confirmed')),
        unlock,
      }) + CONFIRM,
    ),
    file(
      'back.sh',
      steps({ noted: `${note}[ -e "$uploaded" ]\n`, back, unlock, discard }) +
        shellVariables({ state: root.state }) +
        BACK,
    ),
  ];
}

function file(name: string, text: string): ReleaseFile {
  return { name, mode: 0o755, text: `${HEAD}${text}` };
}

const HEAD = `#!/bin/sh
# Made by Bridgewarden. Do not edit: change the drawing and export it again.
set -eu
LC_ALL=C; export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin; export PATH
umask 077
`;

/** Lays the steps down as files with this run's name in them, to be run one by one. */
function steps(scripts: Readonly<Record<string, string>>): string {
  const texts = Object.entries(scripts).map(([name, script]) => {
    // A line of a document cannot be this one, but what cannot be must not be taken for granted in a shell.
    if (script.split('\n').includes(END)) throw new RangeError(`the document holds the line ${END}`);
    return `lay ${name} <<'${END}'\n${script.trimEnd()}\n${END}\n`;
  });
  return `case \${1:-} in
  '' | *[!0-9a-f]*) echo "usage: $0 NAME-OF-THE-RUN, in hexadecimal digits" >&2; exit 2 ;;
esac
session=$1
steps=$(mktemp -d)
trap 'rm -rf "$steps"' EXIT
lay() { sed -e "s/${SESSION}/$session/g" -e "s/${HOLDER}/$$/g" >"$steps/$1"; }
run() { /bin/sh -eu "$steps/$1" </dev/null; }
${texts.join('')}`;
}

const LOOK = `
if [ "$(readlink "$current" 2>/dev/null)" = "releases/$hash" ] && /bin/sh "$current/firewall.sh" status >/dev/null 2>&1; then
  if [ ! -d /run/systemd/system ] || systemctl is-enabled --quiet bridgewarden.service; then
    echo in-sync
    exit 0
  fi
fi
echo different
`;

const PUSH = `
answer=$(run lock)
case $answer in
  locked*) ;;
  *)
    echo 'another deployment is under way on this host, or was left behind:' >&2
    echo "$answer" >&2
    case $answer in
      *state=lost*) echo "nobody has confirmed it, and its timer is gone: bring the earlier rules back on the host (sh $(echo "$answer" | sed -n 's/^work=//p')/rollback.sh), then run the playbook again" >&2 ;;
      *state=pending*) echo 'wait until it is confirmed or undone; the host undoes it by itself' >&2 ;;
      *state=confirmed*) echo 'it is confirmed and about to end: wait some minutes and run the playbook again' >&2 ;;
      *) echo "wait until it has ended; if nobody is deploying any more, remove its lock on the host (rm -r $lock)" >&2 ;;
    esac
    exit 1
    ;;
esac
uploaded=$(run upload) || { run unlock; exit 1; }
undo=unlock
if [ "$uploaded" = uploaded ]; then undo=discard; fi
run check || { run "$undo"; exit 1; }
run arm || { run "$undo"; exit 1; }
if [ "$undo" = discard ]; then run note; fi
run start || {
  echo 'the new rules were not loaded; the earlier ones:' >&2
  run back >&2
  run "$undo"
  exit 1
}
`;

// What fails after the confirmation is told, and back.sh, which runs then, leaves the new rules and gives the lock back.
const CONFIRM = `
run hold
answer=$(run disarm) || true
case $answer in
  by=by-confirmation*) ;;
  *)
    echo "the confirmation came too late, the host has gone back by itself: $answer" >&2
    exit 1
    ;;
esac
missing=
run enable || missing='the host would not start them at boot'
run journal || missing="\${missing:+$missing, and }the journal could not be written"
if [ -n "$missing" ]; then
  echo "the new rules run and are confirmed, but $missing: run the playbook again" >&2
  exit 1
fi
run unlock
`;

const BACK = `
undo=unlock
if run noted; then undo=discard; fi
answer=$(run back)
echo "$answer"
case $answer in
  by=none* | *result=restored*) run "$undo" ;;
  by=by-confirmation*)
    run unlock
    echo 'the new rules are confirmed and stay; what failed afterwards is told above: run the playbook again to finish' >&2
    exit 1
    ;;
  *)
    echo "the earlier rules are not known to run: look at $state/deploy-$session/rollback.log on the host" >&2
    exit 1
    ;;
esac
`;
