import { beforeEach, describe, expect, it } from 'vitest';
import { currentDocument, undo } from '../state/document-store.ts';
import { select } from '../state/selection-store.ts';
import {
  activateCursor,
  addSelection,
  beginRuleWith,
  deleteHere,
  deleteLast,
  putIntoCell,
  toggleCursor,
  toggleLog,
  toggleNegation,
} from './cell-commands.ts';
import { choose, useGrid } from './grid-store.ts';
import { cursorOn, lastStep, openTable, ruleOf, rulesOf, told } from './rule-table.fixture.ts';

beforeEach(() => openTable());

describe('the cell under the cursor', () => {
  it('is edited where it holds something, and shows what the rule compiles to where it is the number', () => {
    cursorOn('r1', 'source');
    activateCursor('al');
    expect(useGrid.getState().editing).toEqual({ rule: 'r1', column: 'source', text: 'al' });
    cursorOn('r1', 'number');
    activateCursor();
    expect(useGrid.getState().compiled).toBe('rule:r1');
  });

  it('is negated and back, in words that name it; the document before comes back with undo', () => {
    const before = currentDocument();
    cursorOn('r1', 'source');
    toggleCursor();
    expect(ruleOf('r1')?.not).toEqual({ source: true });
    expect(lastStep()).toBe('Negate source of rule 1');
    undo();
    expect(currentDocument()).toBe(before);
  });

  it('is not negated while it is any: "not any" is nothing', () => {
    const before = currentDocument();
    cursorOn('r3', 'source');
    toggleNegation();
    expect(currentDocument()).toBe(before);
    expect(told()).toEqual(['The source of rule 3 is any, and not any is nothing: enter what is excepted first.']);
  });

  it('switches the log of all chosen rules to what the first of them is not', () => {
    choose(['r1', 'r2']);
    cursorOn('r1', 'log');
    toggleLog();
    expect(rulesOf().map(({ log }) => log)).toEqual([true, true, undefined]);
    toggleLog();
    expect(rulesOf().map(({ log }) => log)).toEqual([undefined, undefined, undefined]);
  });

  it('loses the object that was clicked, else all of them', () => {
    cursorOn('r2', 'source', 'a');
    deleteHere();
    expect(ruleOf('r2')?.source).toEqual(['b']);
    expect(lastStep()).toBe('Take alpha out of source of rule 2');
    cursorOn('r1', 'service');
    deleteHere();
    expect(ruleOf('r1')?.service).toBeUndefined();
  });

  it('says aloud that an accepting rule takes any now, and nothing of a denying one', () => {
    cursorOn('r1', 'destination');
    deleteLast();
    expect(told()).toEqual(['The destination of rule 1 is empty now, so it accepts any.']);
    openTable();
    cursorOn('r2', 'source');
    deleteHere();
    expect(told()).toEqual([]);
  });

  it('keeps its action: there is no rule without one', () => {
    const before = currentDocument();
    cursorOn('r1', 'action');
    deleteHere();
    deleteLast();
    expect(currentDocument()).toBe(before);
  });
});

describe('objects that are put into a cell', () => {
  const cell = { policy: 'main', rule: 'r3', cell: 'source', column: 'source' } as const;

  it('are added, and what does not fit is told', () => {
    putIntoCell(cell, ['a', 'web']);
    expect(ruleOf('r3')?.source).toEqual(['a']);
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('web');
  });

  it('leave the cell that they come from, unless they are copied', () => {
    const from = { policy: 'main', rule: 'r2', cell: 'source' } as const;
    putIntoCell(cell, ['a'], { from, copy: true });
    expect([ruleOf('r2')?.source, ruleOf('r3')?.source]).toEqual([['a', 'b'], ['a']]);
    putIntoCell(cell, ['b'], { from });
    expect([ruleOf('r2')?.source, ruleOf('r3')?.source]).toEqual([['a'], ['a', 'b']]);
  });

  it('come from what is selected in the drawing', () => {
    select(['b']);
    cursorOn('r3', 'destination');
    addSelection();
    expect(ruleOf('r3')?.destination).toEqual(['b']);
    expect(lastStep()).toBe('Add beta to destination of rule 3');
  });

  it('begin a rule at the end, in one step', () => {
    const before = currentDocument();
    beginRuleWith('service', ['web']);
    expect(rulesOf().at(-1)).toMatchObject({ service: ['web'] });
    expect(rulesOf()).toHaveLength(4);
    undo();
    expect(currentDocument()).toBe(before);
  });

  it('that fit nowhere begin none', () => {
    const before = currentDocument();
    beginRuleWith('service', ['a']);
    expect(currentDocument()).toBe(before);
    expect(told()).toHaveLength(1);
  });
});
