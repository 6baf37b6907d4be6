import { describeRecord } from '../../document/describe.ts';
import type { Document, Service } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { parseIcmpType } from '../../net/icmp.ts';
import { parsePorts } from '../../net/ports.ts';
import { about, error } from './concern.ts';

/** `-p 0` is every protocol (iptables(8)), so hop-by-hop options, IP protocol 0, cannot be matched by number. */
const MEANS_ANY_PROTOCOL = 0;

/** The kernel takes this type in a rule for "any" (ip_tables.c, `icmp_type_code_match`); ICMPv6 has no such type. */
const MATCHES_EVERY_TYPE = 255;

/** Each field of a service fits its protocol and reads as it should. */
export function* checkServices(document: Document): Generator<Finding> {
  for (const service of document.services) {
    const words = describeRecord('service', service);
    yield* checkPortLists(service, words);
    yield* checkIcmp(service, words);
    yield* checkNumber(service, words);
  }
}

function* checkPortLists(service: Service, words: string): Generator<Finding> {
  for (const field of ['ports', 'sourcePorts'] as const) {
    const text = service[field];
    if (text === undefined) continue;
    if (service.protocol !== 'tcp' && service.protocol !== 'udp') {
      yield error(
        'misplaced-field',
        about(service.id, field),
        `The ${words} has ports, but ${service.protocol} knows none. Take them out or make it tcp or udp.`,
      );
    } else if (parsePorts(text) === undefined) {
      yield error(
        'bad-ports',
        about(service.id, field),
        `"${text}" of ${words} is no list of ports. Write numbers from 0 to 65535 and ranges, like 22,80,20001:20010.`,
      );
    }
  }
}

function* checkIcmp(service: Service, words: string): Generator<Finding> {
  const { icmpType: text } = service;
  if (text === undefined) return;
  if (service.protocol !== 'icmp' && service.protocol !== 'icmpv6') {
    yield error(
      'misplaced-field',
      about(service.id, 'icmpType'),
      `The ${words} has an ICMP type, but its protocol is ${service.protocol}. Take it out or make it icmp or icmpv6.`,
    );
  } else if (parseIcmpType(text) === undefined) {
    yield error(
      'bad-icmp-type',
      about(service.id, 'icmpType'),
      `"${text}" of ${words} is no ICMP type. Write "any", a type from 0 to 255, or type/code like 8/0.`,
    );
  } else if (service.protocol === 'icmp' && parseInt(text, 10) === MATCHES_EVERY_TYPE) {
    yield error(
      'bad-icmp-type',
      about(service.id, 'icmpType'),
      `ICMP type ${MATCHES_EVERY_TYPE} of ${words} cannot be told apart: the kernel takes it for every type. Write "any" if you mean that, or the type you mean.`,
    );
  }
}

function* checkNumber(service: Service, words: string): Generator<Finding> {
  const { number } = service;
  if (number === undefined) return;
  if (service.protocol !== 'ip') {
    yield error(
      'misplaced-field',
      about(service.id, 'number'),
      `The ${words} has an IP protocol number, but its protocol is ${service.protocol}. Take it out or make it ip.`,
    );
  } else if (number === MEANS_ANY_PROTOCOL) {
    yield error(
      'bad-protocol-number',
      about(service.id, 'number'),
      `IP protocol ${MEANS_ANY_PROTOCOL} of ${words} cannot be told apart: iptables takes it for every protocol. Take the number out if you mean any, or enter one from 1 to 255.`,
    );
  } else if (!Number.isInteger(number) || number < 0 || number > 255) {
    yield error(
      'bad-protocol-number',
      about(service.id, 'number'),
      `${number} of ${words} is no IP protocol number. Enter a whole number from 1 to 255.`,
    );
  }
}
