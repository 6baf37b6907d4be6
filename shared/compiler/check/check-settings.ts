import type { Document, Host, Settings } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { parseRange } from '../../net/range.ts';
import { about, error, warning } from './concern.ts';

/** What LOG takes for --log-level (xt_LOG, syslog.h). */
const LOG_LEVELS = new Set([
  'emerg',
  'panic',
  'alert',
  'crit',
  'err',
  'error',
  'warning',
  'warn',
  'notice',
  'info',
  'debug',
  ...'01234567',
]);

const SHORTEST_ROLLBACK = 10;
const LONGEST_ROLLBACK = 3600;

/** A prefix template longer than this is a mistake: the kernel keeps 29 characters. */
const LONGEST_PREFIX = 64;

export function* checkSettings(document: Document): Generator<Finding> {
  for (const host of document.hosts) {
    if (host.settings !== undefined) yield* checkHost(host, host.settings);
    yield* checkAdminAccess(host);
  }
}

function* checkHost(host: Host, settings: Settings): Generator<Finding> {
  const { logPrefix, logLevel, rollbackSeconds } = settings;
  const of = `of host "${host.name}"`;
  if (logPrefix !== undefined) {
    const complaint = prefixComplaint(logPrefix);
    if (complaint !== undefined)
      yield error('bad-log-prefix', about(host.id, 'settings.logPrefix'), `The log prefix ${of} ${complaint}`);
  }
  if (logLevel !== undefined && !LOG_LEVELS.has(logLevel)) {
    yield error(
      'bad-log-level',
      about(host.id, 'settings.logLevel'),
      `"${logLevel}" ${of} is no log level. Use debug, info, notice, warning, err, crit, alert or emerg, or 0 to 7.`,
    );
  }
  if (
    rollbackSeconds !== undefined &&
    !(Number.isInteger(rollbackSeconds) && rollbackSeconds >= SHORTEST_ROLLBACK && rollbackSeconds <= LONGEST_ROLLBACK)
  ) {
    yield error(
      'bad-rollback-seconds',
      about(host.id, 'settings.rollbackSeconds'),
      `The rollback time ${rollbackSeconds} ${of} must be a whole number of seconds from ${SHORTEST_ROLLBACK} to ${LONGEST_ROLLBACK}: long enough to confirm, short enough to wait for.`,
    );
  }
}

function prefixComplaint(prefix: string): string | undefined {
  if (!/^[\x20-\x7e]*$/.test(prefix)) return 'has characters that are not plain ASCII. Write it with plain letters.';
  if (prefix.length > LONGEST_PREFIX)
    return `is ${prefix.length} characters long, and the kernel keeps only 29. Shorten it.`;
  const macro = /%([^NARC%]|$)/.exec(prefix);
  if (macro !== null)
    return `has the unknown macro "${macro[0]}". Use %N (number), %A (action), %R (rule id), %C (chain) or %% for a percent sign.`;
  return undefined;
}

function* checkAdminAccess(host: Host): Generator<Finding> {
  const access = host.settings?.adminAccess ?? [];
  for (const [index, text] of access.entries()) {
    const range = parseRange(text);
    const concern = about(host.id, `settings.adminAccess.${index}`);
    if (range === undefined || text.includes('-')) {
      yield error(
        'bad-admin-access',
        concern,
        `"${text}" is no network to manage host "${host.name}" from. Write an address or network, like 192.168.44.12 or 192.168.44.0/24.`,
      );
    } else if (range.first === 0n && range.last >= (1n << 32n) - 1n && text.endsWith('/0')) {
      yield warning(
        'wide-admin-access',
        concern,
        `The whole world (${text}) may reach the SSH server of host "${host.name}". Enter the networks that you manage it from.`,
      );
    }
  }
  if (access.length === 0 && host.connection !== undefined) {
    yield warning(
      'no-admin-access',
      about(host.id, 'settings.adminAccess'),
      `Host "${host.name}" is managed over SSH but names no network that may always reach it, so a rule set can lock you out until it is rolled back. Enter your address or network as admin access.`,
    );
  }
}
