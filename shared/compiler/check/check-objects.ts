import { describeRecord } from '../../document/describe.ts';
import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { parseClock } from '../../net/clock.ts';
import { parseRange } from '../../net/range.ts';
import { about, error } from './concern.ts';

/** The kernel's uid_t without its last value, which means "no user". */
const HIGHEST_UID = 2 ** 32 - 2;

/** Address objects, users and intervals. */
export function* checkObjects(document: Document): Generator<Finding> {
  for (const address of document.addresses) {
    if (parseRange(address.value) !== undefined) continue;
    const message = `"${address.value}" of ${describeRecord('address', address)} is no address, network or range. Write it like 192.0.2.7, 192.0.2.0/24 or 192.0.2.7-192.0.2.9.`;
    yield error('bad-address', about(address.id, 'value'), message);
  }
  for (const user of document.users) {
    if (Number.isInteger(user.uid) && user.uid >= 0 && user.uid <= HIGHEST_UID) continue;
    yield error(
      'bad-uid',
      about(user.id, 'uid'),
      `${user.uid} of ${describeRecord('user', user)} is no user id. Enter a whole number from 0 to ${HIGHEST_UID}.`,
    );
  }
  for (const interval of document.intervals) {
    const words = describeRecord('interval', interval);
    for (const field of ['from', 'to'] as const) {
      if (parseClock(interval[field]) !== undefined) continue;
      yield error(
        'bad-time',
        about(interval.id, field),
        `"${interval[field]}" of ${words} is no time of day. Write it like 08:30, from 00:00 to 23:59.`,
      );
    }
    if (interval.days.length === 0) {
      yield error(
        'no-days',
        about(interval.id, 'days'),
        `The ${words} has no days, so rules with it never hold. Choose at least one day.`,
      );
    } else if (interval.from === interval.to) {
      yield error(
        'empty-interval',
        about(interval.id, 'to'),
        `The ${words} begins and ends at ${interval.from}. Enter another end; for a whole day use 00:00 to 23:59.`,
      );
    }
  }
}
