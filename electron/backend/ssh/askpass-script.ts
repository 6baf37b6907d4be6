/**
 * The program that ssh starts to have a question answered (`SSH_ASKPASS`). It is a shell script, because an installed
 * Electron does not run as Node for anybody, and talks through named pipes in a folder that only their owner may enter:
 * what is typed goes from pipe to pipe and never to a file, an argument or an environment.
 *
 * `read` takes one line and leaves the rest to `cat`, so the secret is in no shell's variable either. A pipe that closes
 * without a word means no: that is also how the end of the program that was to answer looks. Before the pipe stands a watcher
 * sees that end. It must be gone as soon as the pipe stands: it has inherited the pipe on which ssh waits for the end of the answer
 * (readpass.c, `ssh_askpass`, leaves its own number of it open), and ssh takes no note of our end before that.
 */
export const ASKPASS_SCRIPT = `#!/bin/sh
# Puts a question of ssh to the window or terminal of Bridgewarden.
umask 077
answer=$BRIDGEWARDEN_ASKPASS/answer-$$
mkfifo "$answer" || exit 1
text=$(printf %s "$1" | od -An -v -tx1 -N1500 | tr -d ' \\n')
printf '%s %s %s\\n' "$$" "\${SSH_ASKPASS_PROMPT:-text}" "$text" 1<>"$BRIDGEWARDEN_ASKPASS/questions"
# Nobody opens the pipe when the program has been killed meanwhile; its end goes unnoticed until the pipe stands.
(
  while [ -e "$answer" ] && kill -0 $$; do
    kill -0 "$BRIDGEWARDEN_PROCESS" || { rm -f "$answer"; kill $$; exit; }
    sleep 0.1 || sleep 1
  done
) >/dev/null 2>&1 </dev/null &
exec 3<"$answer"
rm -f "$answer"
read -r verdict <&3
[ "$verdict" = yes ] || exit 1
exec cat <&3
`;
