import { ALIVE_COUNT, DEFAULT_ALIVE_SECONDS, DEFAULT_CONNECT_SECONDS, type SshConfig } from './ssh-config.ts';
import type { SshTarget } from './ssh-target.ts';
import { SUDO_QUIETLY, SUDO_WITH_PASSWORD } from './sudo-shell.ts';

/** `master` carries others over `socket`; `shared` goes over it; `separate` is a connection of its own, whatever the files say. */
export type SshRole =
  | { readonly kind: 'master'; readonly socket: string }
  | { readonly kind: 'shared'; readonly socket: string }
  | { readonly kind: 'separate' };

/**
 * The arguments of the system's ssh. `-o` wins over every configuration file, so what stands here holds whatever the
 * administrator's `~/.ssh/config` says; all else (jump hosts, keys, aliases, known hosts) is hers.
 */
export function sshArguments(config: SshConfig, target: SshTarget, role: SshRole, asking = false): string[] {
  // No terminal stands behind this process: what is asked goes to our askpass program. Where there is nobody to ask, and on a
  // connection that stands already, nothing may be asked, and an unknown key is refused. A changed key always is.
  const asks = asking && role.kind !== 'shared';
  const settings = [
    `BatchMode=${asks ? 'no' : 'yes'}`,
    `StrictHostKeyChecking=${asks ? 'ask' : 'yes'}`,
    'UpdateHostKeys=no',
    `ConnectTimeout=${config.connectSeconds ?? DEFAULT_CONNECT_SECONDS}`,
    'ConnectionAttempts=1',
    `ServerAliveInterval=${config.aliveSeconds ?? DEFAULT_ALIVE_SECONDS}`,
    `ServerAliveCountMax=${ALIVE_COUNT}`,
    // The failures are told from what ssh writes at this level; a quieter one in a file would leave nothing to tell.
    'LogLevel=INFO',
    'RequestTTY=no',
    'RemoteCommand=none',
    'PermitLocalCommand=no',
    'ForwardAgent=no',
    'ForwardX11=no',
    'ClearAllForwardings=yes',
    'ControlPersist=no',
    ...controlSettings(role),
    // Last, because ssh keeps the first value it meets: what is injected cannot undo any of the above.
    ...(config.options ?? []),
  ];
  return [
    ...(config.configFile === undefined ? [] : ['-F', config.configFile]),
    ...settings.flatMap((setting) => ['-o', setting]),
    ...(target.port === undefined ? [] : ['-p', String(target.port)]),
    ...(target.user === undefined ? [] : ['-l', target.user]),
    '--',
    target.address,
    remoteShell(target, asking),
  ];
}

function controlSettings(role: SshRole): string[] {
  switch (role.kind) {
    case 'master':
      return ['ControlMaster=yes', `ControlPath=${role.socket}`];
    case 'shared':
      return ['ControlMaster=no', `ControlPath=${role.socket}`];
    case 'separate':
      return ['ControlMaster=no', 'ControlPath=none'];
  }
}

/** What the login shell, whichever it is, starts: a POSIX shell as root that reads the script from its standard input. */
function remoteShell(target: SshTarget, asking: boolean): string {
  if (target.become !== 'sudo') return '/bin/sh -eu -s';
  return asking ? SUDO_WITH_PASSWORD : SUDO_QUIETLY;
}
