import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document, ScriptStyle } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { compile } from '../compile.ts';

const EXAMPLES = 'assets/examples';

const SCRIPTS = readdirSync(EXAMPLES).flatMap((file) =>
  scriptsOf(readExample(file)).map(({ name, text }) => [`${name} of ${file}`, text] as const),
);

function readExample(file: string): Document {
  const { document } = parseDocument(readFileSync(join(EXAMPLES, file), 'utf8'));
  if (!document) throw new Error(`${file} does not parse`);
  return document;
}

function scriptsOf(document: Document, style?: ScriptStyle) {
  const { hosts } = compile(document, style ? { style } : {});
  return hosts.flatMap(({ files }) => files.filter(({ text }) => text.startsWith('#!/bin/sh')));
}

const SHELLCHECK = spawnSync('shellcheck', ['--version']).status === 0;

describe('a script of a release', () => {
  it('exists', () => {
    expect(SCRIPTS.length).toBeGreaterThan(10);
  });

  it.each(SCRIPTS)('is a program for sh: %s', (_, text) => {
    const { status, stderr } = spawnSync('/bin/sh', ['-n'], { input: text, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it.skipIf(!SHELLCHECK).each(['restore', 'commands'] as const)(
    'gives shellcheck nothing to say: %s',
    (style) => {
      // The machinery is the same in every release, so one example is enough.
      for (const { text } of scriptsOf(readExample('single-bridge.bridgewarden.json'), style)) {
        const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: text, encoding: 'utf8' });
        expect(stdout).toBe('');
      }
    },
    60_000,
  );
});
