import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Document, Rule } from '../../shared/document/document.ts';
import { printDocument } from '../../shared/document/print.ts';

const EXAMPLE = fileURLToPath(
  new URL('../../assets/examples/three-bridges-and-nic.bridgewarden.json', import.meta.url),
);

/** An example that has something of every kind, for pictures: users, times, a branch, rules that are negated or switched off. */
export function richDocument(): string {
  const document = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Document;
  const [main, ...others] = document.policies;
  if (main === undefined) throw new Error(`${EXAMPLE} has no policy.`);
  const rules: readonly Rule[] = [
    ...main.rules.map((rule, index) => (index === 3 ? { ...rule, not: { source: true } } : rule)),
    {
      id: 'night',
      action: 'accept',
      source: ['databases'],
      destination: ['gateway'],
      interval: ['backup'],
      enabled: false,
    },
    { id: 'to-consoles', action: 'branch', branch: 'consoles', source: ['admin-pc'] },
  ];
  return printDocument({
    ...document,
    name: 'Office network',
    users: [...document.users, { id: 'proxy-user', name: 'squid', uid: 13 }],
    intervals: [
      ...document.intervals,
      { id: 'backup', name: 'backup nights', days: ['mon', 'wed', 'fri'], from: '22:00', to: '05:00' },
    ],
    addresses: [...document.addresses, { id: 'old-office', name: 'old office', value: '10.9.0.0/16' }],
    policies: [
      { ...main, rules },
      ...others,
      {
        id: 'consoles',
        name: 'Consoles',
        kind: 'branch',
        attach: main.attach,
        rules: [{ id: 'c1', action: 'accept', destination: ['web-servers'], service: ['ssh'] }],
      },
    ],
  });
}
