import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Document, emptyDocument, type Policy } from '../document.ts';
import { printDocument } from '../print.ts';
import { labelRules, ruleLabel, ruleSections } from './rule-labels.ts';
import { copyRulesTo, moveRulesTo, swapEnds } from './transfer-rules.ts';

function policy(id: string, count: number): Policy {
  const rules = Array.from({ length: count }, (_, n) => ({
    id: `r${n}`,
    action: 'deny' as const,
    comment: `${id}${n}`,
  }));
  return { id, name: id, kind: id === 'main' ? 'main' : 'branch', attach: { host: 'h' }, rules };
}

const document: Document = { ...emptyDocument('rules'), policies: [policy('main', 5), policy('sub', 3)] };
const words = (from: Document, id = 'main'): string[] =>
  from.policies.find((one) => one.id === id)?.rules.map(({ comment }) => comment ?? '') ?? [];
const refs = (id: string, ...rules: number[]) => rules.map((n) => ({ policy: id, rule: `r${n}` }));

describe('moving rules', () => {
  test('of two policies puts them together, in their order, with ids that are free', () => {
    const result = moveRulesTo(document, [...refs('sub', 2, 0), ...refs('main', 4, 1)], 'main', 1);
    expect(words(result.document)).toEqual(['main0', 'main1', 'main4', 'sub0', 'sub2', 'main2', 'main3']);
    expect(words(result.document, 'sub')).toEqual(['sub1']);
    expect(result.rules.map(({ rule }) => rule)).toEqual(['r1', 'r4', 'r0-2', 'r2-2']);
  });

  test('to where they are changes nothing', () => {
    expect(moveRulesTo(document, refs('main', 1, 2), 'main', 1).document).toBe(document);
    expect(moveRulesTo(document, refs('main', 1, 2), 'main', 3).document).toBe(document);
    expect(moveRulesTo(document, refs('main', 1), 'nowhere', 0).document).toBe(document);
    expect(moveRulesTo(document, refs('main', 9), 'sub').document).toBe(document);
  });

  test('loses and doubles none', () => {
    const some = fc.subarray([...refs('main', 0, 1, 2, 3, 4), ...refs('sub', 0, 1, 2)]);
    fc.assert(
      fc.property(some, fc.constantFrom('main', 'sub'), fc.integer({ min: -1, max: 6 }), (chosen, target, index) => {
        const moved = moveRulesTo(document, chosen, target, index).document;
        expect([...words(moved), ...words(moved, 'sub')].sort()).toEqual(
          [...words(document), ...words(document, 'sub')].sort(),
        );
        for (const { rules } of moved.policies) expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      }),
    );
  });
});

test('copied rules have fresh ids and stay as they are', () => {
  const { document: copied, rules } = copyRulesTo(document, refs('main', 0, 3), 'sub', 0);
  expect(words(copied, 'sub')).toEqual(['main0', 'main3', 'sub0', 'sub1', 'sub2']);
  expect(rules).toEqual([
    { policy: 'sub', rule: 'r0-2' },
    { policy: 'sub', rule: 'r3' },
  ]);
  expect(words(copied)).toEqual(words(document));
});

test('a rule turned round twice is as it was', () => {
  const rule = { id: 'r9', action: 'accept' as const, source: ['a'], not: { source: true, service: true } };
  const one = { ...document, policies: [{ ...policy('main', 0), rules: [rule] }] };
  const turned = swapEnds(one, { policy: 'main', rule: 'r9' });
  expect(turned.policies[0]?.rules[0]).toEqual({
    id: 'r9',
    action: 'accept',
    destination: ['a'],
    not: { service: true, destination: true },
  });
  expect(printDocument(swapEnds(turned, { policy: 'main', rule: 'r9' }))).toBe(printDocument(one));
  expect(swapEnds(document, { policy: 'main', rule: 'r0' })).toBe(document);
});

describe('groups of rules', () => {
  test('neighbours under one heading are one section, further down another', () => {
    let labelled = labelRules(document, refs('main', 0, 1, 3), { group: ' Mail ', color: 'green' });
    labelled = labelRules(labelled, refs('main', 1), { color: undefined });
    const [main] = labelled.policies;
    expect(main && ruleSections(main).map(({ group, color, rules }) => [group, color, rules.length])).toEqual([
      ['Mail', 'green', 2],
      [undefined, undefined, 1],
      ['Mail', 'green', 1],
      [undefined, undefined, 1],
    ]);
    expect(labelRules(labelled, refs('main', 0, 1, 3), { group: '', color: undefined })).toEqual(document);
    expect(labelRules(labelled, refs('main', 0), { group: 'Mail' })).toBe(labelled);
  });

  test('labels of another program are kept and not believed', () => {
    const rule = { id: 'r', action: 'deny' as const, group: 7, color: '#123456' };
    expect(ruleLabel(rule)).toEqual({});
    expect(printDocument({ ...document, policies: [{ ...policy('main', 0), rules: [rule] }] })).toContain('#123456');
  });
});
