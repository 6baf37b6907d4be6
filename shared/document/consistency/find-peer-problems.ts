import { describeRecord } from '../describe.ts';
import type { Document, HostInterface, Id, Port } from '../document.ts';
import type { Finding } from '../finding.ts';

interface End {
  readonly words: string;
  readonly record: Port | HostInterface;
}

/** A veth pair has two ends that name each other, and only veth ends have peers. */
export function* findPeerProblems(document: Document): Generator<Finding> {
  const ends = vethEnds(document);
  for (const { words, record } of ends.values()) {
    if (record.peer === undefined) continue;
    const peer = ends.get(record.peer);
    if (record.kind !== 'veth') {
      yield problem(
        record.id,
        'peer-not-veth',
        'error',
        `The ${words} has a peer but is of kind "${record.kind}". Make it a veth or take the peer out.`,
      );
    } else if (record.peer === record.id) {
      yield problem(
        record.id,
        'peer-mismatch',
        'error',
        `The ${words} names itself as its peer. Name the other end of the veth pair.`,
      );
    } else if (peer === undefined) {
      // A dangling reference; findBrokenReferences reports it.
    } else if (peer.record.peer === undefined) {
      yield problem(
        peer.record.id,
        'peer-one-sided',
        'error',
        `The ${words} names the ${peer.words} as its peer, but that one names no peer. Set its peer to "${record.id}".`,
        record.id,
      );
    } else if (peer.record.peer !== record.id) {
      yield problem(
        record.id,
        'peer-mismatch',
        'error',
        `The ${words} names the ${peer.words} as its peer, but that one names "${peer.record.peer}". The two ends of a veth pair must name each other.`,
        peer.record.id,
      );
    }
  }
}

function vethEnds(document: Document): Map<Id, End> {
  const ends = new Map<Id, End>();
  for (const host of document.hosts) {
    for (const record of host.ports) ends.set(record.id, { record, words: describeRecord('port', record) });
    for (const record of host.interfaces) ends.set(record.id, { record, words: describeRecord('interface', record) });
  }
  return ends;
}

function problem(id: Id, code: string, severity: Finding['severity'], message: string, ...others: Id[]): Finding {
  return { code, severity, message, objects: [id, ...others], field: 'peer' };
}
