import { expect, it } from 'vitest';
import type { Document, Policy } from '../../shared/document/document.ts';
import { emptyDocument } from '../../shared/document/document.ts';
import { proveDocument } from './prove-document.ts';

const ICMP = { id: 'icmp', name: 'any ICMP', protocol: 'icmp', icmpType: 'any' } as const;

/** Two bridges without a link between them: the host stands at the first, and "far" at the second. */
function apart(policies: readonly Policy[]): Document {
  const guest = (id: string, port: string, address: string) => ({
    id,
    name: id,
    nics: [{ port, addresses: [address] }],
  });
  return {
    ...emptyDocument('apart'),
    hosts: [
      {
        id: 'host',
        name: 'host',
        role: 'hypervisor',
        bridges: [
          { id: 'b0', name: 'b0' },
          { id: 'b1', name: 'b1' },
        ],
        ports: [
          { id: 't0', name: 't0', kind: 'tap', bridge: 'b0' },
          { id: 'hp', name: 'hp', kind: 'veth', bridge: 'b0', peer: 'hi' },
          { id: 't1', name: 't1', kind: 'tap', bridge: 'b1' },
        ],
        interfaces: [{ id: 'hi', name: 'hi', kind: 'veth', peer: 'hp', addresses: ['10.0.1.1/24'] }],
      },
    ],
    guests: [guest('near', 't0', '10.0.1.10'), guest('far', 't1', '10.0.1.11')],
    services: [ICMP],
    policies,
  };
}

// Found by the random documents: the packet left by the host's port, as if the policy on "far" said nothing of it.
it('what the policy on a guest of another bridge denies does not leave by the port of the host', async () => {
  const stages = await proveDocument(
    apart([
      { id: 'of-far', name: 'of-far', kind: 'main', attach: { guest: 'far' }, rules: [{ id: 'r0', action: 'deny' }] },
      { id: 'all', name: 'all', kind: 'main', attach: { host: 'host' }, rules: [{ id: 'r0', action: 'accept' }] },
    ]),
    'restore',
  );
  expect(stages[0]?.probes.filter(({ flow }) => flow.to === '10.0.1.11').length).toBeGreaterThan(0);
  expect(stages.flatMap(({ wrong }) => wrong)).toEqual([]);
});
