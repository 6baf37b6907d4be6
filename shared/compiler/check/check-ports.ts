import { describeRecord } from '../../document/describe.ts';
import type { Document, Guest, Id } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { findRecord } from '../../document/record-index.ts';
import { about, error, info, warning } from './concern.ts';

/** What stands behind the ports: one NIC behind a guest port, another bridge or the host behind a veth, the wire behind a NIC. */
export function* checkPorts(document: Document): Generator<Finding> {
  const behind = nicsBehind(document);
  for (const host of document.hosts) {
    for (const port of host.ports) {
      const words = describeRecord('port', port);
      const guests = behind.get(port.id) ?? [];
      const [first, second] = guests;
      if (first !== undefined && second !== undefined) {
        const who =
          first.id === second.id ? `two NICs of guest "${first.name}"` : `guests "${first.name}" and "${second.name}"`;
        const message = `Behind ${words} stand ${who}. A guest port has exactly one NIC behind it: give the other a port of its own.`;
        yield error('port-two-guests', about(port.id, undefined, first.id, second.id), message);
      }
      if (first !== undefined && (port.kind === 'nic' || port.peer !== undefined)) {
        const what = port.kind === 'nic' ? 'a physical NIC' : 'one end of a veth pair';
        const message = `Guest "${first.name}" stands behind ${words}, but that is ${what}. Connect the guest to a tap port.`;
        yield error('guest-behind-border-port', about(first.id, 'nics', port.id), message);
      }
      if (first !== undefined) continue;
      if (port.kind === 'tap') {
        // As its switch says (see portGuards): what is not held to anything is no matter of course.
        const open = port.protect?.spoofing === false;
        const message = open
          ? `No guest stands behind ${words}, and its protection against forged addresses is off, so whoever comes to stand there is held to no address. Switch it on, connect a guest or delete the port.`
          : `No guest stands behind ${words}, so everything that comes in there is dropped. Connect a guest or delete the port.`;
        yield open
          ? warning('tap-without-guest', about(port.id, 'protect.spoofing'), message)
          : info('tap-without-guest', about(port.id), message);
      } else if (port.kind === 'veth' && port.peer === undefined) {
        const message = `The other end of ${words} is not drawn. Link it to another port or to the host, or connect a guest.`;
        yield warning('veth-without-peer', about(port.id, 'peer'), message);
      }
    }
  }
  for (const external of document.externals) {
    const port = external.port === undefined ? undefined : findRecord(document, 'port', external.port);
    if (port === undefined || port.kind === 'nic') continue;
    const message = `The ${describeRecord('external', external)} stands behind ${describeRecord('port', port)}, which is a ${port.kind}. Only a physical NIC leads to an external machine: choose a port of kind "nic".`;
    yield error('external-behind-inner-port', about(external.id, 'port', port.id), message);
  }
}

function nicsBehind(document: Document): ReadonlyMap<Id, Guest[]> {
  const behind = new Map<Id, Guest[]>();
  for (const guest of document.guests) {
    for (const { port } of guest.nics) behind.set(port, [...(behind.get(port) ?? []), guest]);
  }
  return behind;
}
