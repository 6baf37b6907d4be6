import { parseClock } from '../net/clock.ts';
import { parseIcmpType } from '../net/icmp.ts';
import { parsePorts } from '../net/ports.ts';
import { parseRange } from '../net/range.ts';
import type { Day, ServiceProtocol } from './document.ts';
import type { RecordTypes } from './record-kind.ts';
import { type StandardService, serviceDetail } from './standard-objects.ts';

/** An object that a typed text stands for, with the list of the document that it belongs into. */
export type TypedObject =
  | { readonly list: 'addresses'; readonly record: Omit<RecordTypes['address'], 'id'> }
  | { readonly list: 'services'; readonly record: Omit<RecordTypes['service'], 'id'> }
  | { readonly list: 'users'; readonly record: Omit<RecordTypes['user'], 'id'> }
  | { readonly list: 'intervals'; readonly record: Omit<RecordTypes['interval'], 'id'> };

/** What people type to make a new object, by its list: shown where they type. */
export const TYPED_EXAMPLES = {
  addresses: '192.168.50.0/24, or "mail = 10.0.0.25"',
  services: 'tcp 22, udp 53, icmp 8/0, or "web = tcp 80,443"',
  users: 'backup 1002',
  intervals: 'mon-fri 08:00-18:00',
} as const satisfies Record<TypedObject['list'], string>;

/**
 * Reads what was typed as a new object of one kind: its value alone, which then is its name, or `name = value`. `undefined` when
 * it is none (yet).
 */
export function objectFromText(list: TypedObject['list'], text: string): TypedObject | undefined {
  const at = text.indexOf('=');
  const given = at < 0 ? '' : text.slice(0, at).trim();
  const value = (at < 0 ? text : text.slice(at + 1)).trim();
  if (value === '' || (at >= 0 && given === '')) return undefined;
  switch (list) {
    case 'addresses':
      return parseRange(value) && { list, record: { name: given || value, value } };
    case 'services': {
      const service = serviceFromText(value);
      return service && { list, record: { ...service, name: given || serviceDetail(service) } };
    }
    case 'users': {
      const [, name = '', uid] = /^(?:(\S+)\s+)?(\d{1,10})$/.exec(value) ?? [];
      return uid === undefined
        ? undefined
        : { list, record: { name: given || name || `uid ${uid}`, uid: Number(uid) } };
    }
    case 'intervals': {
      const interval = intervalFromText(value);
      return interval && { list, record: { ...interval, name: given || value } };
    }
  }
}

/** `tcp 22`, `udp/53`, `22` (which is TCP), `icmp 8/0`, `ip 50`. */
function serviceFromText(text: string): StandardService | undefined {
  const [, word = 'tcp', rest = ''] = /^(?:(tcp|udp|icmpv6|icmp6|icmp|ip)\b[\s/]*)?(.*)$/i.exec(text) ?? [];
  const protocol = word.toLowerCase().replace('icmp6', 'icmpv6') as ServiceProtocol;
  const bare = { name: '', protocol };
  if (rest === '') return protocol === 'ip' ? undefined : bare;
  if (protocol === 'tcp' || protocol === 'udp') {
    const ports = rest.replace(/\s+/g, '').replaceAll('-', ':');
    return parsePorts(ports) && { ...bare, ports };
  }
  if (protocol === 'ip') {
    return /^\d{1,3}$/.test(rest) && Number(rest) <= 255 ? { ...bare, number: Number(rest) } : undefined;
  }
  return parseIcmpType(rest) && { ...bare, icmpType: rest };
}

const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `mon-fri 08:00-18:00`, `sat,sun`, `22:00-06:00`. */
function intervalFromText(text: string): Omit<RecordTypes['interval'], 'id' | 'name'> | undefined {
  const [, dayWords = '', from = '00:00', to = '23:59'] =
    /^([a-z,\s-]*?)\s*(?:(\d\d:\d\d)\s*-\s*(\d\d:\d\d))?$/i.exec(text) ?? [];
  if (parseClock(from) === undefined || parseClock(to) === undefined || (dayWords === '' && !text.includes(':'))) {
    return undefined;
  }
  const days = dayWords === '' ? DAYS : daysFromText(dayWords);
  return days && { days, from, to };
}

function daysFromText(text: string): readonly Day[] | undefined {
  const chosen = new Set<Day>();
  for (const part of text.toLowerCase().split(/[\s,]+/)) {
    if (part === '') continue;
    const [first, last = first] = part.split('-').map((word) => DAYS.indexOf(word.slice(0, 3) as Day));
    if (first === undefined || last === undefined || first < 0 || last < 0) return undefined;
    for (let day = first; ; day = (day + 1) % DAYS.length) {
      chosen.add(DAYS[day] ?? 'mon');
      if (day === last) break;
    }
  }
  return chosen.size > 0 ? DAYS.filter((day) => chosen.has(day)) : undefined;
}
