import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument, idsOf } from '../document.arbitraries.ts';
import type { Document, Rule } from '../document.ts';
import { parseDocument } from '../parse.ts';
import { printDocument } from '../print.ts';
import { recordIndex } from '../record-index.ts';
import { allReferences } from '../references.ts';
import { emptyGroups } from './empty-groups.ts';
import { updateRule } from './policy-edits.ts';
import { removeRecords } from './remove-records.ts';

const twoBridges = JSON.parse(
  readFileSync(new URL('../../../assets/examples/two-bridges.bridgewarden.json', import.meta.url), 'utf8'),
) as Document;
const office = JSON.parse(
  readFileSync(new URL('../../../assets/examples/office-consoles.bridgewarden.json', import.meta.url), 'utf8'),
) as Document;

const LISTS = ['source', 'destination', 'service', 'user', 'interval', 'ports', 'interfaces'] as const;

function rulesOf(document: Document): { policy: string; rule: Rule }[] {
  return document.policies.flatMap((policy) => policy.rules.map((rule) => ({ policy: policy.id, rule })));
}

const removal = anyDocument().chain((document) =>
  fc.record({ document: fc.constant(document), ids: fc.subarray(idsOf(document)) }),
);

describe('removeRecords', () => {
  test('leaves no reference to what is gone, and a document without findings', () => {
    fc.assert(
      fc.property(removal, ({ document, ids }) => {
        const left = removeRecords(document, ids);
        const index = recordIndex(left);
        for (const id of ids) expect(index.has(id)).toBe(false);
        for (const reference of allReferences(left)) expect(index.has(reference.id)).toBe(true);
        for (const id of Object.keys(left.view?.nodes ?? {})) expect(ids).not.toContain(id);
        expect(parseDocument(printDocument(left))).toEqual({ document: left, findings: [] });
      }),
    );
  });

  test('never widens a rule: a list that had entries keeps some, or the rule is switched off and says why', () => {
    fc.assert(
      fc.property(removal, ({ document, ids }) => {
        const left = new Map(
          rulesOf(removeRecords(document, ids)).map(({ policy, rule }) => [`${policy}/${rule.id}`, rule]),
        );
        for (const { policy, rule } of rulesOf(document)) {
          const now = left.get(`${policy}/${rule.id}`);
          if (now === undefined) continue;
          const widened = LISTS.some((list) => (rule[list] ?? []).length > 0 && (now[list] ?? []).length === 0);
          const branchLost = rule.branch !== undefined && now.branch === undefined;
          if (widened || branchLost) {
            expect(now.enabled).toBe(false);
            expect(now.comment).toContain('Switched off');
          }
        }
      }),
    );
  });

  test('removing nothing, or what is not there, gives the identical document', () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        expect(removeRecords(document, [])).toBe(document);
        expect(removeRecords(document, ['no such id'])).toBe(document);
      }),
    );
  });

  test('is the same in one step or one after the other, but for the comments of rules', () => {
    fc.assert(
      fc.property(removal, ({ document, ids }) => {
        const withoutComments = (one: Document): unknown =>
          JSON.parse(JSON.stringify(one), (key, value: unknown) =>
            key === 'comment' || key === 'enabled' ? undefined : value,
          );
        const stepwise = ids.reduce((now, id) => removeRecords(now, [id]), document);
        expect(withoutComments(removeRecords(document, ids))).toEqual(withoutComments(stepwise));
      }),
    );
  });
});

test('a bridge goes with its ports, the far ends of its veth pairs and the NICs behind its taps', () => {
  const left = removeRecords(twoBridges, ['virbr4']);
  expect(left.hosts[0]?.bridges.map(({ id }) => id)).toEqual(['virbr6']);
  expect(left.hosts[0]?.ports.map(({ id }) => id)).toEqual(['vk63', 'vk64', 'vk65']);
  expect(left.hosts[0]?.interfaces).toEqual([]);
  expect(left.guests[0]).toEqual({ id: 'kali2', name: 'kali2', nics: [] });
  expect(left.guests[1]).toBe(twoBridges.guests[1]);
  expect(left.view?.nodes).not.toHaveProperty('virbr4');
  expect(left.view?.nodes).toHaveProperty('kali2');
});

test('a guest goes with its tap port and its place in groups', () => {
  const left = removeRecords(twoBridges, ['kali4']);
  expect(left.hosts[0]?.ports.map(({ id }) => id)).not.toContain('vk64');
  expect(left.groups[1]?.members).toEqual(['kali3', 'kali5']);
  expect(left.policies).toBe(twoBridges.policies);
});

test('a rule that loses its only group is switched off and keeps its other ends', () => {
  const document = updateRule(twoBridges, { policy: 'main', rule: 'r1' }, { source: ['br4_grp'] });
  const rule = removeRecords(document, ['br4_grp']).policies[0]?.rules[0];
  expect(rule?.enabled).toBe(false);
  expect(rule?.destination).toEqual(['br6_grp']);
  expect(rule?.comment).toBe(
    'guests may ping each other, across both bridges Switched off: its source (group "br4_grp") was deleted.',
  );
});

test('a rule is switched off also when its group loses its last member', () => {
  const document = updateRule(twoBridges, { policy: 'main', rule: 'r1' }, { source: ['br4_grp'] });
  const left = removeRecords(document, ['kali2']);
  expect(emptyGroups(left)).toEqual(new Set(['br4_grp']));
  expect(left.policies[0]?.rules[0]).toMatchObject({ enabled: false, source: ['br4_grp'] });
});

test('a branch rule whose policy goes is switched off', () => {
  const left = removeRecords(office, ['spice-vm-1']);
  const rule = left.policies[0]?.rules.find(({ id }) => id === 'r-myself');
  expect(rule).toMatchObject({ enabled: false, user: ['myself'] });
  expect(rule).not.toHaveProperty('branch');
});

test('the policies of a host go with it', () => {
  expect(removeRecords(office, ['mylap']).policies).toEqual([]);
});

test('a NIC port stays when the machine beyond it goes', () => {
  const host = twoBridges.hosts[0]!;
  const document: Document = {
    ...twoBridges,
    hosts: [{ ...host, ports: [...host.ports, { id: 'eth1', name: 'eth1', kind: 'nic', bridge: 'virbr4' }] }],
    externals: [{ id: 'srv', name: 'srv', addresses: ['10.0.0.1'], port: 'eth1' }],
  };
  expect(removeRecords(document, ['srv']).hosts).toBe(document.hosts);
  expect(removeRecords(document, ['eth1']).externals).toEqual([{ id: 'srv', name: 'srv', addresses: ['10.0.0.1'] }]);
});
