import type { SshHost } from './ssh-host.ts';

/**
 * A command in a mount namespace where root's `~/.ssh` is the administrator's: OpenSSH takes the home from the user database
 * and not from HOME, and a program under test has no setting for it either. The rest of the home stays: the checkout, or Node
 * itself, may stand in it.
 */
export function asAdministrator(host: Pick<SshHost, 'folder'>, argv: readonly string[]): string[] {
  const script = `
[ -d /root/.ssh ] || mkdir -m 700 /root/.ssh
mount -t tmpfs -o mode=700 tmpfs /root/.ssh
cp "$1/config" /root/.ssh/config
shift
exec "$@"`;
  return [
    'unshare',
    '--mount',
    '--propagation',
    'private',
    'sh',
    '-euc',
    script,
    'administrator',
    host.folder,
    ...argv,
  ];
}
