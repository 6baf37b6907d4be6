import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EDIT_NAMES } from './edits.arbitraries.ts';

/** Exported functions that are no edits by themselves, and the parts that every edit is made of. */
const NO_EDITS = new Set([
  ...['canBeMember', 'copyRecords', 'emptyGroups', 'expandPattern', 'guessNetwork', 'isFreePort', 'networkAround'],
  ...['networkOfAddress'],
  ...['readClip', 'ruleLabel', 'seriesSize', 'ruleSections', 'unusedRecords', 'withDependents'],
  ...['libraryOf', 'fieldOf', 'commonField'],
  ...['canNegate', 'cellIds', 'ruleAt'],
  ...['firstFree', 'freshAddress', 'freshId', 'freshInterfaceName', 'freshLike', 'freshMac', 'freshNumbered'],
  ...['freshPairNames', 'freshRuleId', 'interfaceNames', 'takenAddresses'],
  ...['changeHost', 'changeRecord', 'withList'],
]);

test('every edit there is takes part in the properties of edits and of the history', () => {
  const exported = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !/\.(test|arbitraries|fixture)\.ts$/.test(name))
    .flatMap((name) => [
      ...readFileSync(new URL(name, `file://${import.meta.dirname}/`), 'utf8').matchAll(/^export function (\w+)/gm),
    ])
    .map(([, name]) => name ?? '');
  expect(exported.length).toBeGreaterThan(40);
  expect(exported.filter((name) => !NO_EDITS.has(name)).sort()).toEqual([...EDIT_NAMES].sort());
});
