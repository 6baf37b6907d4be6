import type { RecordKind } from './record-kind.ts';

/** How a kind of record is called in a sentence. */
export const KIND_WORDS: Readonly<Record<RecordKind, string>> = {
  host: 'host',
  bridge: 'bridge',
  port: 'port',
  interface: 'interface',
  guest: 'guest',
  external: 'external',
  group: 'group',
  address: 'address',
  service: 'service',
  user: 'user',
  interval: 'interval',
  policy: 'policy',
  rule: 'rule',
};

/** `guest "kali2"`; with the id as well when the name does not show it. */
export function describeRecord(kind: RecordKind, record: { readonly id: string; readonly name?: string }): string {
  const { id, name } = record;
  if (name === undefined || name === '' || name === id) return `${KIND_WORDS[kind]} "${id}"`;
  return `${KIND_WORDS[kind]} "${name}" (id "${id}")`;
}

/** `port or interface`, `guest, host or group`. */
export function listWords(words: readonly string[], conjunction = 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** `1 rule`, `2 addresses`, `3 policies`: so many of something, the noun given for one. */
export function countWords(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  if (/[^aeiou]y$/.test(noun)) return `${count} ${noun.slice(0, -1)}ies`;
  return `${count} ${noun}${/(s|x|ch|sh)$/.test(noun) ? 'es' : 's'}`;
}

/** `nics.0.mac` -> `mac of NIC 1`: field paths in words, counting from one as people do. */
export function fieldInWords(field: string): string {
  const words: string[] = [];
  const keys = field.split('.');
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    const next = keys[index + 1];
    if (next !== undefined && /^\d+$/.test(next)) {
      words.unshift(`${ELEMENT_WORDS[key] ?? `entry of "${key}" number`} ${Number(next) + 1}`);
      index += 1;
    } else {
      words.unshift(`"${key}"`);
    }
  }
  return words.join(' of ');
}

const ELEMENT_WORDS: Readonly<Record<string, string>> = {
  nics: 'NIC',
  members: 'member',
  addresses: 'address',
  routes: 'route',
  rules: 'rule',
  source: 'source',
  destination: 'destination',
  service: 'service',
  days: 'day',
  ports: 'port',
  interfaces: 'interface',
  user: 'user',
  interval: 'interval',
  bridges: 'bridge',
  hosts: 'host',
  guests: 'guest',
  adminAccess: 'admin access entry',
};
