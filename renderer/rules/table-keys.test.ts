import { fireEvent } from '@testing-library/dom';
import type { KeyboardEvent } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useGrid } from '../rule-edits/grid-store.ts';
import { cursorOn, openTable, ruleOf } from '../rule-edits/rule-table.fixture.ts';
import { onTableKey } from './table-keys.ts';

let table: HTMLElement;

beforeEach(() => {
  openTable();
  table = document.createElement('table');
  // What React hands on has the fields of the browser's own event.
  table.addEventListener('keydown', (event) => onTableKey(event as unknown as KeyboardEvent));
});

/** True when the browser may still do something with the key itself. */
const press = (key: string, held: { shiftKey?: boolean; ctrlKey?: boolean; altKey?: boolean } = {}) =>
  fireEvent.keyDown(table, { key, ...held });
const cursor = () => useGrid.getState().cursor;
const chosen = () => [...useGrid.getState().chosen];

describe('the keys of the rule table', () => {
  it('go from rule to rule and from column to column, and stop at the edges', () => {
    cursorOn('r1', 'source');
    expect(press('ArrowDown')).toBe(false);
    expect(cursor()).toEqual({ line: 'rule:r2', column: 'source' });
    press('ArrowRight');
    expect(cursor()?.column).toBe('destination');
    press('Home');
    press('ArrowLeft');
    expect(cursor()?.column).toBe('number');
    press('End');
    expect(cursor()?.column).toBe('comment');
    press('End', { ctrlKey: true });
    expect(cursor()?.line).toBe('add');
    press('ArrowDown');
    expect(cursor()?.line).toBe('add');
  });

  it('choose rules from where Shift was pressed first, back again too', () => {
    cursorOn('r1', 'source');
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    expect(chosen()).toEqual(['r1', 'r2', 'r3']);
    press('ArrowUp', { shiftKey: true });
    expect(chosen()).toEqual(['r1', 'r2']);
    press('ArrowUp');
    expect(chosen()).toEqual([]);
  });

  it('take the rule under the cursor in and out by Shift and Space, and let all go by Escape', () => {
    cursorOn('r2', 'source');
    press(' ', { shiftKey: true });
    cursorOn('r3', 'source');
    press(' ', { shiftKey: true });
    expect(chosen()).toEqual(['r2', 'r3']);
    press(' ', { shiftKey: true });
    expect(chosen()).toEqual(['r2']);
    expect(press('Escape')).toBe(false);
    expect(chosen()).toEqual([]);
    expect(press('Escape'), 'there is nothing left to leave: others may have it').toBe(true);
  });

  it('begin to search by a letter where the cell holds objects, and nowhere else', () => {
    cursorOn('r1', 'source');
    press('b');
    expect(useGrid.getState().editing).toEqual({ rule: 'r1', column: 'source', text: 'b' });
    useGrid.setState({ editing: undefined });
    cursorOn('r1', 'log');
    expect(press('b')).toBe(true);
    expect(useGrid.getState().editing).toBeUndefined();
  });

  it('switch what the cell says by Space', () => {
    cursorOn('r1', 'log');
    press(' ');
    expect(ruleOf('r1')?.log).toBe(true);
  });

  it('leave keys with Alt, and what is typed into a field, to others', () => {
    cursorOn('r1', 'source');
    expect(press('ArrowDown', { altKey: true })).toBe(true);
    const field = table.appendChild(document.createElement('input'));
    expect(fireEvent.keyDown(field, { key: 'ArrowDown' })).toBe(true);
    expect(cursor()).toEqual({ line: 'rule:r1', column: 'source' });
  });
});
