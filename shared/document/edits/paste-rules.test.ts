import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Document } from '../document.ts';
import { pasteRules } from './paste-rules.ts';

const twoBridges = JSON.parse(
  readFileSync(new URL('../../../assets/examples/two-bridges.bridgewarden.json', import.meta.url), 'utf8'),
) as Document;

it('leaves out what is gone, and switches a rule off that would come to mean any', () => {
  const rules = [
    { id: 'a', action: 'accept', source: ['gone', 'kali2'], destination: ['kali3'] },
    { id: 'b', action: 'accept', source: ['gone'], destination: ['kali3'] },
  ] as const;
  const policy = twoBridges.policies[0]?.id ?? '';
  const { document, rules: ids } = pasteRules(twoBridges, policy, 0, rules);
  const [first, second] = document.policies[0]?.rules ?? [];
  expect([first?.id, second?.id]).toEqual(ids);
  expect(first).toMatchObject({ source: ['kali2'], destination: ['kali3'] });
  expect(first).not.toHaveProperty('enabled');
  expect(second).toMatchObject({ enabled: false, destination: ['kali3'] });
  expect(second?.source).toEqual([]);
  expect(second?.comment).toMatch(/Switched off: its source/);
});
