import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document.ts';
import { hasErrors } from '../document/finding.ts';
import { parseDocument } from '../document/parse.ts';
import { compile } from './compile.ts';
import { LOG_PREFIX_BYTES } from './lower/log-prefix.ts';
import { parseRules } from './prove/parse-rules.ts';
import { splitWords } from './prove/split-words.ts';
import { quoteComment, quoteRestore, quoteShell } from './quote.ts';

const NASTY = [
  'two words',
  `it's "quoted"`,
  '$(touch /tmp/owned)',
  '`id`',
  'back\\slash\\',
  'line\nbreak',
  'line\r\nbreak\n-A FORWARD -j ACCEPT',
  'Größe Übung',
  '; reboot #',
  '!',
  '! -d 1.2.3.4',
  '%N%A%R%C%s',
  'END_OF_RULES',
  'x'.repeat(300),
  '\u0000nul',
  '-j ACCEPT',
  "'; rm -rf / '",
  '\u2028separator',
];
const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

function shell(script: string) {
  return spawnSync('/bin/sh', ['-n'], { input: script, encoding: 'utf8' });
}

const base = parseDocument(readFileSync('assets/examples/two-bridges.bridgewarden.json', 'utf8')).document;
if (!base) throw new Error('the example does not parse');

/** The example with one string in every place that takes free text. */
function withText(document: Document, value: string): Document {
  return {
    ...document,
    name: value,
    hosts: document.hosts.map((host) => ({ ...host, name: value, settings: { logPrefix: value.slice(0, 60) } })),
    guests: document.guests.map((guest, index) => ({ ...guest, name: `${value}${index}` })),
    policies: document.policies.map((policy) => ({
      ...policy,
      name: value,
      rules: policy.rules.map((rule) => ({ ...rule, comment: value })),
    })),
  };
}

describe('text that reaches a shell', () => {
  test('a word of any text comes out of a shell as it went in', () => {
    fc.assert(
      fc.property(
        fc.array(
          text.filter((value) => !value.includes('\0')),
          { minLength: 1, maxLength: 5 },
        ),
        (words) => {
          const script = `printf '%s\\0' ${words.map(quoteShell).join(' ')}`;
          const { stdout, status } = spawnSync('/bin/sh', ['-c', script]);
          expect(status).toBe(0);
          // Lone surrogates cannot be written in UTF-8 by anybody: both sides see the replacement character.
          expect(stdout.toString('utf8')).toBe(words.map((word) => `${Buffer.from(word).toString('utf8')}\0`).join(''));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('words of a restore line read back as they went in; line breaks are refused', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (words) => {
        if (words.some((word) => /[\0\n\r]/.test(word))) {
          expect(() => words.map(quoteRestore)).toThrow(RangeError);
        } else {
          expect(splitWords(words.map(quoteRestore).join(' '))).toEqual(words);
        }
      }),
    );
  });

  test('a comment stays one line', () => {
    const breaks = ['\n', '\r', '\0', '\u2028', '\u2029', '\u0085'];
    fc.assert(
      fc.property(text, (value) => {
        const comment = quoteComment(value);
        expect(breaks.filter((character) => comment.includes(character))).toEqual([]);
      }),
    );
  });

  test('any text in names, comments and prefixes is refused with a finding or compiles to a script that says just that', () => {
    let compiled = 0;
    let refused = 0;
    fc.assert(
      fc.property(text, fc.constantFrom('restore' as const, 'commands' as const), (value, style) => {
        const { hosts, findings } = compile(withText(base, value), { style });
        if (hasErrors(findings)) {
          refused += 1;
          expect(hosts).toEqual([]);
          return;
        }
        compiled += 1;
        const [host] = hosts;
        const script = host?.script.text ?? '';
        expect(shell(script).stderr).toBe('');
        const named = script.split('\n').find((line) => line.startsWith('HOST=')) ?? '';
        const read = spawnSync('/bin/sh', ['-c', `${named}\nprintf %s "$HOST"`], { encoding: 'utf8' });
        expect(read.stdout).toBe(Buffer.from(value).toString('utf8'));
        const plain = compile(base, { style }).hosts[0];
        // Text changes no rule: the same lines, but for the prefixes of their logs.
        const lines = (rules: string) =>
          rules.split('\n').filter((line) => line.startsWith('-A') && !line.includes('-j LOG'));
        expect(lines(host?.listings['rules.v4']?.text ?? '')).toEqual(lines(plain?.listings['rules.v4']?.text ?? ''));
        for (const line of parseRules(host?.listings['rules.v4']?.text ?? '').chains.values()) {
          for (const { text: emitted } of line) {
            const words = splitWords(emitted);
            const at = words.indexOf('--log-prefix');
            if (at >= 0) expect(Buffer.byteLength(words[at + 1] ?? '')).toBeLessThanOrEqual(LOG_PREFIX_BYTES);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(compiled).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(20);
  });
});
