import { chmodSync } from 'node:fs';
import { runOrThrow } from '../world/run-command.ts';
import type { SshHost } from './ssh-host.ts';

/**
 * An ordinary user of a test's host, with a password. The host's own copies of the user database lie over the machine's in
 * its mount namespace alone.
 */
export async function addHostUser(host: SshHost, name: string, password: string): Promise<void> {
  // Perl is part of every Debian; openssl is not.
  const hash = await runOrThrow(['perl', '-e', 'print crypt($ARGV[0], q($6$bridgewarden$))', '--', password]);
  // sshd reads the authorized keys as the user who logs in.
  chmodSync(host.folder, 0o711);
  await host.shell(`
mkdir -m 755 -p /run/users
# sshd notes who failed to log in.
mount -t tmpfs tmpfs /var/log
for file in passwd shadow group; do
  cp -p "/etc/$file" "/run/users/$file"
  mount --bind "/run/users/$file" "/etc/$file"
done
echo '${name}:x:4321:4321::/run/users/${name}:/bin/sh' >>/run/users/passwd
echo '${name}:${hash}:19000:0:99999:7:::' >>/run/users/shadow
echo '${name}:x:4321:' >>/run/users/group
mkdir -p /run/users/${name}
chown 4321:4321 /run/users/${name}
: >/run/users/sudoers
chmod 440 /run/users/sudoers
mount --bind /run/users/sudoers /etc/sudoers`);
}

/** What the host's sudo allows; nothing else holds there. */
export async function setSudoers(host: SshHost, ...lines: string[]): Promise<void> {
  const text = `${lines.join('\n')}\n`;
  await host.shell(`cat >/run/users/sudoers <<'END'\n${text}END\nvisudo -c -q -f /run/users/sudoers`);
}
