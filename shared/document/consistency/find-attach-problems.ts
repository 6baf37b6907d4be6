import { describeRecord } from '../describe.ts';
import type { AttachKind, Document } from '../document.ts';
import type { Finding } from '../finding.ts';

const ATTACH_KINDS: readonly AttachKind[] = ['host', 'bridge', 'port', 'guest', 'group'];

/** A policy must say what it is for: exactly one host, bridge, port, guest or group. */
export function* findAttachProblems(document: Document): Generator<Finding> {
  for (const policy of document.policies) {
    const present = ATTACH_KINDS.filter((kind) => policy.attach[kind] !== undefined);
    if (present.length === 1) continue;
    const now = present.length === 0 ? 'to nothing' : `to ${present.length} objects (${present.join(', ')})`;
    yield {
      code: 'bad-attach',
      severity: 'error',
      message: `The ${describeRecord('policy', policy)} is attached ${now}. Attach it to exactly one host, bridge, port, guest or group.`,
      objects: [policy.id],
      field: 'attach',
    };
  }
}
