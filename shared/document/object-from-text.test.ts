import { describe, expect, test } from 'vitest';
import { objectFromText, type TypedObject } from './object-from-text.ts';

const read = (list: TypedObject['list'], text: string) => objectFromText(list, text)?.record;

describe('an object is made from what is typed', () => {
  test.each([
    ['192.168.50.0/24', { name: '192.168.50.0/24', value: '192.168.50.0/24' }],
    ['mail = 10.0.0.25', { name: 'mail', value: '10.0.0.25' }],
    ['fd00::/8', { name: 'fd00::/8', value: 'fd00::/8' }],
    ['10.0.0.1-10.0.0.9', { name: '10.0.0.1-10.0.0.9', value: '10.0.0.1-10.0.0.9' }],
    ['10.0.0.', undefined],
    ['kali', undefined],
    [' = 10.0.0.1', undefined],
  ])('as an address: %s', (text, record) => expect(read('addresses', text)).toEqual(record));

  test.each([
    ['tcp 22', { name: 'tcp 22', protocol: 'tcp', ports: '22' }],
    ['UDP/53', { name: 'udp 53', protocol: 'udp', ports: '53' }],
    ['8080', { name: 'tcp 8080', protocol: 'tcp', ports: '8080' }],
    ['web = tcp 80, 443', { name: 'web', protocol: 'tcp', ports: '80,443' }],
    ['tcp 5900-5999', { name: 'tcp 5900:5999', protocol: 'tcp', ports: '5900:5999' }],
    ['icmp 8/0', { name: 'icmp 8/0', protocol: 'icmp', icmpType: '8/0' }],
    ['icmp6 128', { name: 'icmpv6 128', protocol: 'icmpv6', icmpType: '128' }],
    ['udp', { name: 'udp', protocol: 'udp' }],
    ['ip 50', { name: 'ip 50', protocol: 'ip', number: 50 }],
    ['ip', undefined],
    ['ip 300', undefined],
    ['tcp 70000', undefined],
    ['ssh', undefined],
  ])('as a service: %s', (text, record) => expect(read('services', text)).toEqual(record));

  test.each([
    ['backup 1002', { name: 'backup', uid: 1002 }],
    ['0', { name: 'uid 0', uid: 0 }],
    ['backup', undefined],
  ])('as a user: %s', (text, record) => expect(read('users', text)).toEqual(record));

  const week = ['mon', 'tue', 'wed', 'thu', 'fri'];
  test.each([
    ['mon-fri 08:00-18:00', { name: 'mon-fri 08:00-18:00', days: week, from: '08:00', to: '18:00' }],
    ['night = 22:00-06:00', { name: 'night', days: [...week, 'sat', 'sun'], from: '22:00', to: '06:00' }],
    ['sat-mon', { name: 'sat-mon', days: ['mon', 'sat', 'sun'], from: '00:00', to: '23:59' }],
    ['Saturday, sun', { name: 'Saturday, sun', days: ['sat', 'sun'], from: '00:00', to: '23:59' }],
    ['25:00-26:00', undefined],
    ['someday', undefined],
    ['-', undefined],
  ])('as an interval: %s', (text, record) => expect(read('intervals', text)).toEqual(record));
});
