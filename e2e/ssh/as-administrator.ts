import type { SshHost } from './ssh-host.ts';

/**
 * A command in a mount namespace where root's home is empty but for the administrator's `~/.ssh`: OpenSSH takes the home
 * from the user database and not from HOME, and a program under test has no setting for it either.
 */
export function asAdministrator(host: SshHost, argv: readonly string[]): string[] {
  const script = `
mount -t tmpfs -o mode=700 tmpfs /root
mkdir -m 700 /root/.ssh
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
