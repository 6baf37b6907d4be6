import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { at } from './lib/root.mjs';

const page = readFileSync(at('docs/decisions/0002-dependencies.md'), 'utf8');
/** @type {{ dependencies: Record<string, string>, devDependencies: Record<string, string> }} */
const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const packages = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

// The rows of the tables: every package named in the first cell, every version in the second.
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [names = '', versions = ''] = line.split('|').slice(1);
    return { names: [...names.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''), versions: versions.split(',') };
  });

describe('docs/decisions/0002-dependencies.md', () => {
  it('has a row for every package, in the exact version', () => {
    const stated = packages.map(([name]) => {
      const row = rows.find((each) => each.names.includes(name));
      const versions = row?.versions.map((each) => each.trim()) ?? [];
      // One version may stand for all names of its row.
      return [name, versions[row?.names.indexOf(name) ?? 0] ?? versions[0] ?? 'no row'];
    });
    expect(stated).toEqual(packages);
    expect(packages.filter(([, version]) => !/^\d/.test(version))).toEqual([]);
  });

  it('names no package that is gone', () => {
    const known = new Set(packages.map(([name]) => name));
    expect(rows.flatMap((row) => row.names).filter((name) => !known.has(name))).toEqual([]);
  });
});
