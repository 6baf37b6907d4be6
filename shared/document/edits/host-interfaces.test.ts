import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../document.ts';
import { findRecord } from '../record-index.ts';
import { addBridge, addHost } from './add-records.ts';
import { addInterface, setBridgeAddresses, setPeer } from './host-interfaces.ts';
import { linkBridges } from './link-records.ts';
import { addPolicy, addRule } from './policy-edits.ts';

function drawn() {
  const host = addHost(emptyDocument('test'), 'hypervisor');
  const a = addBridge(host.document, host.id);
  const b = addBridge(a.document, host.id);
  return { document: b.document, host: host.id, a: a.id, b: b.id };
}

describe('setBridgeAddresses', () => {
  it('makes the own device of the bridge, changes it, and takes it away with its last address', () => {
    const { document, a } = drawn();
    const made = setBridgeAddresses(document, a, ['10.0.0.1/24']);
    expect(made.hosts[0]?.interfaces).toMatchObject([{ name: 'virbr1', addresses: ['10.0.0.1/24'] }]);
    const changed = setBridgeAddresses(made, a, ['10.0.0.2/24']);
    expect(changed.hosts[0]?.interfaces).toMatchObject([{ name: 'virbr1', addresses: ['10.0.0.2/24'] }]);
    expect(setBridgeAddresses(changed, a, [])).toEqual(document);
    expect(setBridgeAddresses(document, a, [])).toBe(document);
  });

  it('keeps the device without an address while a rule names it', () => {
    const { document, host, a } = drawn();
    const made = setBridgeAddresses(document, a, ['10.0.0.1/24']);
    const device = made.hosts[0]?.interfaces[0]?.id ?? '';
    const policy = addPolicy(made, 'main', host);
    const ruled = addRule(policy.document, policy.id, 0, { interfaces: [device] }).document;
    const cleared = setBridgeAddresses(ruled, a, []);
    expect(cleared.hosts[0]?.interfaces).toMatchObject([{ id: device, addresses: [] }]);
    expect(cleared.policies).toBe(ruled.policies);
  });
});

describe('setPeer', () => {
  it('joins both ends, and lets go of the former ends of both', () => {
    const { document, host, a, b } = drawn();
    const linked = linkBridges(document, a, b);
    const [first, second] = linked.hosts[0]?.ports ?? [];
    const grown = addInterface(linked, host);
    const own = grown.hosts[0]?.interfaces[0];
    const joined = setPeer(grown, first!.id, own!.id);
    expect(findRecord(joined, 'port', first!.id)?.peer).toBe(own!.id);
    expect(findRecord(joined, 'interface', own!.id)).toMatchObject({ peer: first!.id, kind: 'veth' });
    expect(findRecord(joined, 'port', second!.id)?.peer).toBeUndefined();
    const parted = setPeer(joined, first!.id, undefined);
    expect(findRecord(parted, 'port', first!.id)?.peer).toBeUndefined();
    expect(findRecord(parted, 'interface', own!.id)?.peer).toBeUndefined();
  });
});
