import { describe, expect, it } from 'vitest';
import { Remembered } from './remembered.ts';

function round(memory: Remembered<object>, inputs: Readonly<Record<string, readonly unknown[]>>): readonly object[] {
  for (const [id, from] of Object.entries(inputs)) memory.put(id, from, () => ({ id, from }));
  return memory.end();
}

describe('Remembered', () => {
  it('makes a value again only when one of its inputs is another', () => {
    const memory = new Remembered<object>();
    const record = {};
    const [a, b] = round(memory, { a: [record, 1], b: [record, 2] });
    const after = round(memory, { a: [record, 1], b: [record, 3] });
    expect(after[0]).toBe(a);
    expect(after[1]).not.toBe(b);
  });

  it('makes a value again when it has more or fewer inputs', () => {
    const memory = new Remembered<object>();
    const [first] = round(memory, { a: [1] });
    const [second] = round(memory, { a: [1, undefined] });
    expect(second).not.toBe(first);
    expect(round(memory, { a: [1] })[0]).not.toBe(second);
  });

  it('gives the very list when nothing changed, and another when something came, went or changed places', () => {
    const memory = new Remembered<object>();
    const both = round(memory, { a: [1], b: [2] });
    expect(round(memory, { a: [1], b: [2] })).toBe(both);
    expect(round(memory, { b: [2], a: [1] })).toEqual([...both].reverse());
    expect(round(memory, { a: [1] })).toEqual([both[0]]);
  });

  it('forgets what a round leaves out', () => {
    const memory = new Remembered<object>();
    const [first] = round(memory, { a: [1] });
    round(memory, {});
    expect(round(memory, { a: [1] })[0]).not.toBe(first);
  });
});
