import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { Document } from '../../document/document.ts';
import { compareSavedRules, type NamedRules } from './compare-saved-rules.ts';
import { numberLines } from './number-lines.ts';
import { readSavedRules } from './read-saved-rules.ts';
import { RuleNames } from './rule-names.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 12 });

/** One chain with these lines, each of a rule of its own. */
function chain(texts: readonly string[], from = 0): NamedRules {
  const rules = texts.map((text, index) => ({
    number: from + index,
    section: 's',
    label: text,
    reason: '',
  }));
  return {
    rules: {
      chains: [
        {
          name: 'BW_FORWARD',
          lines: texts.map((text, index) => ({
            text: `-A BW_FORWARD -s ${text} --log-prefix "RULE ${from + index} -- DENY " -j BW_RULE_${from + index}`,
            number: from + index,
          })),
        },
      ],
    },
    names: new RuleNames(rules),
  };
}

describe('comparing two rule sets', () => {
  it('finds nothing between one and itself, nor under other numbers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.nat(50), (texts, from) => {
        expect(compareSavedRules(chain(texts), chain(texts))).toEqual({ changes: [], renumbered: 0 });
        const renumbered = compareSavedRules(chain(texts), chain(texts, from));
        expect(renumbered).toEqual({ changes: [], renumbered: from === 0 ? 0 : texts.length });
      }),
    );
  });

  it('accounts for every line: what is not told stays, and each line is told once', () => {
    fc.assert(
      fc.property(lines, lines, (old, now) => {
        const [before, after] = [chain(old), chain(now)];
        const { changes } = compareSavedRules(before, after);
        const told = (side: 'before' | 'after') => changes.flatMap((each) => each[side] ?? []);
        expect(new Set(told('before')).size).toBe(told('before').length);
        expect(new Set(told('after')).size).toBe(told('after').length);
        const staying = (rules: NamedRules, side: 'before' | 'after') =>
          (rules.rules.chains[0]?.lines ?? [])
            .filter((line) => !told(side).includes(line))
            .map((line) => rules.names.neutral(line.text, line.number));
        expect(staying(after, 'after')).toEqual(staying(before, 'before'));
      }),
    );
  });

  it('calls what only changed its place moved, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2 }), fc.nat(), fc.nat(), (texts, a, b) => {
        const now = [...texts];
        const [taken = ''] = now.splice(a % texts.length, 1);
        now.splice(b % texts.length, 0, taken);
        const { changes } = compareSavedRules(chain(texts), chain(now));
        expect(changes.every(({ change }) => change === 'moved')).toBe(true);
        expect(changes.length === 0).toBe(now.join() === texts.join());
      }),
    );
  });

  it('tells a line put in by hand in place of another as that one changed', () => {
    const before = chain(['a', 'b', 'c']);
    const [first] = before.rules.chains;
    const byHand = {
      ...before,
      rules: {
        chains: [
          {
            name: 'BW_FORWARD',
            lines: (first?.lines ?? []).map((line, index) =>
              index === 1 ? { text: '-A BW_FORWARD -j ACCEPT' } : line,
            ),
          },
        ],
      },
    };
    expect(compareSavedRules(byHand, before).changes).toEqual([
      {
        change: 'changed',
        chain: 'BW_FORWARD',
        before: { text: '-A BW_FORWARD -j ACCEPT' },
        after: first?.lines[1],
      },
    ]);
  });
});

/** What the compiler writes of one family, read as if a kernel had listed it. */
function compiled(document: Document, file: string): NamedRules {
  const [release] = compile(document, {}).hosts;
  const text = release?.listings[file]?.text ?? '';
  const rules = release?.rules ?? [];
  return {
    rules: numberLines(readSavedRules(text), text),
    names: new RuleNames(
      rules.map(({ number, section, label, origin }) => ({
        number,
        section,
        label,
        reason: origin.reason,
        ...(origin.rule === undefined ? {} : { rule: origin.rule }),
      })),
    ),
  };
}

describe('two compiled drawings', () => {
  const example = new URL('../../../assets/examples/two-bridges.bridgewarden.json', import.meta.url);
  const document = JSON.parse(readFileSync(example, 'utf8')) as Document;
  const withRule = (place: 'first' | 'last'): Document => ({
    ...document,
    policies: document.policies.map((policy) => {
      const rule = {
        id: 'new',
        action: 'accept' as const,
        source: ['kali3'],
        destination: ['kali4'],
        service: ['new'],
      };
      return { ...policy, rules: place === 'first' ? [rule, ...policy.rules] : [...policy.rules, rule] };
    }),
    services: [...document.services, { id: 'new', name: 'new', protocol: 'tcp', ports: '8022' }],
  });

  it('that differ in one more permission differ in its lines alone, though every number behind it is another', () => {
    const [before, after] = [compiled(document, 'rules.v4'), compiled(withRule('first'), 'rules.v4')];
    const { changes, renumbered } = compareSavedRules(before, after);
    expect(changes.length).toBeGreaterThan(0);
    expect(renumbered).toBeGreaterThan(10);
    for (const { change, after: line } of changes) {
      expect(change).toBe('added');
      expect(after.names.find(line?.number)?.rule).toEqual({ policy: document.policies[0]?.id, rule: 'new' });
    }
    // And the other way round.
    const back = compareSavedRules(after, before);
    expect(back.changes.map(({ change }) => change)).toEqual(changes.map(() => 'removed'));
  });

  it('that differ in the place of a permission differ in what moved', () => {
    const { changes } = compareSavedRules(
      compiled(withRule('last'), 'rules.v4'),
      compiled(withRule('first'), 'rules.v4'),
    );
    expect(changes.length).toBeGreaterThan(0);
    expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['moved']));
  });

  it('differ on layer 2 in the MAC address that changed', () => {
    const other: Document = {
      ...document,
      guests: document.guests.map((guest) => ({
        ...guest,
        nics: guest.nics.map((nic) => (guest.id === 'kali3' ? { ...nic, mac: '52:54:00:00:00:99' } : nic)),
      })),
    };
    const { changes } = compareSavedRules(compiled(document, 'rules.eb'), compiled(other, 'rules.eb'));
    expect(changes.length).toBeGreaterThan(0);
    for (const { before, after } of changes) expect(`${before?.text} ${after?.text}`).toContain('52:54:00:00:00:99');
  });
});
