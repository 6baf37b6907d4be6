import { quoteShell } from '../../../shared/compiler/quote.ts';
import { explainSudoFailure } from './explain-sudo-failure.ts';
import { SshError, type SshFailure } from './ssh-error.ts';
import { describeTarget, type SshTarget } from './ssh-target.ts';

interface Explanation {
  readonly failure: SshFailure;
  readonly pattern: RegExp;
  readonly say: (match: RegExpExecArray, where: Place) => string;
}

/** What failed, in the words of a sentence: the host itself, or a jump host on the way to it. */
interface Place {
  readonly name: string;
  /** The command with which the administrator meets it by hand. */
  readonly byHand: string;
  /** The name under which known_hosts keeps its key, for a shell. */
  readonly knownAs: string;
  /** Somebody could be asked for a password. */
  readonly asked: boolean;
}

// In this order: a changed key also ends in "Host key verification failed", an ignored private key in "Permission
// denied". The texts are OpenSSH's in the C locale; each has stayed the same since 6.x.
const EXPLANATIONS: readonly Explanation[] = [
  {
    failure: 'host-key-revoked',
    pattern: /REVOKED HOST KEY DETECTED/,
    say: (_, where) =>
      `The key that ${where.name} shows is marked as revoked in your known hosts: somebody may be answering in its place with a stolen key. Nothing was sent. Ask whoever runs the host before you go on.`,
  },
  {
    failure: 'host-key-changed',
    pattern: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    say: (_, where) =>
      `The host key of ${where.name} is not the one you know it by: either the host was set up anew, or somebody is answering in its place. Nothing was sent. Compare the fingerprint at the host's own console; only when it is right, forget the old key with: ssh-keygen -R ${where.knownAs}`,
  },
  {
    failure: 'host-key-unknown',
    pattern: /host key is known for|Host key verification failed/,
    say: (_, where) =>
      `The host key of ${where.name} is not known here yet, so it is not trusted. Connect once by hand, compare the fingerprint and answer “yes”: ${where.byHand}`,
  },
  {
    failure: 'client-config',
    pattern: /Bad configuration option: (\S+)|Bad owner or permissions on (\S+)|Can't open user config file (.+): /,
    say: (match, where) =>
      `ssh cannot read its configuration, so ${where.name} was not contacted: ${firstLine(match.input)}. Mend the ssh configuration.`,
  },
  {
    failure: 'key-ignored',
    pattern: /Load key "([^"]*)": bad permissions/,
    say: (match, where) =>
      `ssh ignored the private key ${match[1]} because others may read it, and ${where.name} then refused the login. Protect it: chmod 600 ${match[1]}`,
  },
  {
    failure: 'auth-refused',
    pattern: /Permission denied(?: \(([^)]*)\))?|Too many authentication failures/,
    say: (match, where) =>
      `${where.name} refused the login${match[1] === undefined ? '' : ` (it offers: ${match[1].replaceAll(',', ', ')})`}${where.asked ? '. Check the user and the key, and that' : '. Nobody could be asked here for a password or a passphrase: run this at a terminal or in the window, or put the key into your ssh agent. See that'} the public half of your key stands in authorized_keys there. Try by hand: ${where.byHand}`,
  },
  {
    failure: 'name-not-found',
    pattern: /Could not resolve hostname (\S+): (.+)/,
    say: (match, where) =>
      `The name ${match[1]} of ${where.name} could not be resolved (${match[2]?.trim()}). Mend the connection's address, or the name service.`,
  },
  {
    failure: 'connection-refused',
    pattern: /connect to host (\S+) port (\d+): Connection refused/,
    say: (match, where) =>
      `${where.name} answers, but nothing listens at ${match[1]} port ${match[2]}. Start its SSH server, or mend the connection's port.`,
  },
  {
    failure: 'unreachable',
    pattern: /connect to host (\S+) port (\d+): (No route to host|Network is unreachable|Host is down)/,
    say: (match, where) =>
      `No way leads to ${where.name} (${match[3]}). Check that it is up and that this machine has a route to ${match[1]}.`,
  },
  {
    failure: 'timeout',
    pattern: /connect to host (\S+) port (\d+): (?:Connection|Operation) timed out|timed out during banner exchange/,
    say: (_, where) =>
      `${where.name} did not answer in time. Check that it is up, and that no firewall on the way drops the connection.`,
  },
  {
    failure: 'no-common-algorithm',
    pattern: /no matching (.+?) found\. Their offer: (\S+)/,
    say: (match, where) =>
      `This machine's ssh and ${where.name} have no ${match[1]} in common; the host offers ${match[2]}. Update the host's SSH server, or allow one of these in ~/.ssh/config.`,
  },
  {
    failure: 'not-ssh',
    pattern: /invalid format|banner line contains invalid characters|No SSH version received/,
    say: (_, where) => `What listens at ${where.name} is not an SSH server. Mend the connection's address or port.`,
  },
  {
    failure: 'lost',
    pattern:
      /Timeout, server .* not responding|closed by remote host|Connection closed|Connection reset|Broken pipe|mux_client|Control socket connect|master session|Connection to .* (?:closed|timed out)/,
    say: (_, where) => `The connection to ${where.name} was lost.`,
  },
];

/** The failure behind what ssh wrote to its standard error before it ended with status 255. */
export function explainSshFailure(stderr: string, target: SshTarget, asked = false): SshError {
  const text = stderr.replaceAll('\r', '');
  const where = placeOf(text, target, asked);
  for (const { failure, pattern, say } of EXPLANATIONS) {
    const match = pattern.exec(text);
    if (match !== null) return new SshError(failure, say(match, where), text);
  }
  const last = text.trim().split('\n').at(-1) ?? '';
  return new SshError(
    'other',
    `The connection to ${describeTarget(target)} failed: ${last || 'ssh gave no reason'}.`,
    text,
  );
}

/** What ssh says last when the ssh that leads over a jump host has ended: that one has told the reason before. */
const OVER_A_JUMP_HOST = /closed by UNKNOWN port 65535/;
const WHICH =
  /^(?:(\S+)@(\S+): Permission denied|(?:Host key for|No \S+ host key is known for|\S+ host key for) (\S+) (?:has|and|was)|ssh: connect to host (\S+) port)/m;

function placeOf(text: string, target: SshTarget, asked: boolean): Place {
  const [found, user, login, key, address] = (OVER_A_JUMP_HOST.test(text) && WHICH.exec(text)) || [];
  if (found === undefined)
    return {
      name: describeTarget(target),
      byHand: byHand(target),
      knownAs: knownHostsName(target),
      asked,
    };
  const hop = login ?? key ?? address ?? '';
  const [, plain = hop, port] = /^\[(.+)\]:(\d+)$/.exec(hop) ?? [];
  return {
    name: `the jump host ${hop} on the way to ${describeTarget(target)}`,
    byHand: `ssh ${port === undefined ? '' : `-p ${port} `}${quoteShell(user === undefined ? plain : `${user}@${plain}`)}`,
    knownAs: quoteShell(hop),
    asked,
  };
}

/** The failure of a script that never began, although ssh itself was content. */
export function explainNoShell(status: number, stderr: string, target: SshTarget): SshError {
  if (target.become === 'sudo') return explainSudoFailure(status, stderr, target);
  const said = firstLine(stderr) || `status ${status}`;
  return new SshError(
    'no-shell',
    `${describeTarget(target)} let us in but did not run /bin/sh (${said}). Check the login shell of ${target.user ?? 'the login user'} and any forced command in authorized_keys.`,
    stderr,
  );
}

/** The command with which the administrator meets the host by hand. */
function byHand(target: SshTarget): string {
  const port = target.port === undefined || target.port === 22 ? '' : `-p ${target.port} `;
  return `ssh ${port}${target.user === undefined ? '' : `${target.user}@`}${target.address}`;
}

/** The name under which known_hosts keeps the host's key. */
function knownHostsName(target: SshTarget): string {
  return target.port === undefined || target.port === 22
    ? target.address
    : quoteShell(`[${target.address}]:${target.port}`);
}

function firstLine(text: string): string {
  return text.replaceAll('\r', '').trim().split('\n')[0]?.trim() ?? '';
}
