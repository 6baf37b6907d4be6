import type { DragEvent } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { choose, useGrid } from '../rule-edits/grid-store.ts';
import { openTable, rulesOf } from '../rule-edits/rule-table.fixture.ts';
import { beginRuleDrag, draggedRules, dropRules, isRuleDrag, ruleDragOver } from './drag-rules.ts';

/** jsdom has no drags: one data transfer from the start of a drag to its end. */
function drag() {
  const data = new Map<string, string>();
  const dataTransfer = {
    setData: (type: string, text: string) => data.set(type, text),
    getData: (type: string) => data.get(type) ?? '',
    get types() {
      return [...data.keys()];
    },
    effectAllowed: '',
    dropEffect: '',
  };
  const at = (target: Element, { ctrlKey = false, clientY = 0 } = {}) =>
    ({ target, dataTransfer, ctrlKey, clientY }) as unknown as DragEvent;
  return { at, dataTransfer };
}

/** The row of a rule, twenty pixels high, with its handle. */
function row(index: number, rule: string): { row: HTMLElement; handle: HTMLElement } {
  const element = document.createElement('tr');
  element.dataset.rule = rule;
  element.dataset.index = String(index);
  element.getBoundingClientRect = () => new DOMRect(0, index * 20, 100, 20);
  const handle = element.appendChild(document.createElement('td'));
  handle.dataset.rowHandle = '';
  return { row: element, handle };
}

beforeEach(() => {
  openTable();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const order = () => rulesOf().map(({ id }) => id);

describe('a rule that is dragged by its number', () => {
  it('comes to stand before or behind the row that it is let go over, by its half', () => {
    const { at, dataTransfer } = drag();
    expect(beginRuleDrag(at(row(0, 'r1').handle))).toBe(true);
    expect(isRuleDrag(at(row(0, 'r1').row))).toBe(true);
    expect(dataTransfer.getData('text/plain')).toBe('rule 1');
    ruleDragOver(at(row(2, 'r3').row, { clientY: 45 }));
    expect(useGrid.getState().moveTo).toBe(2);
    ruleDragOver(at(row(2, 'r3').row, { clientY: 55 }));
    expect([useGrid.getState().moveTo, dataTransfer.dropEffect]).toEqual([3, 'move']);
    dropRules(at(row(2, 'r3').row));
    expect(order()).toEqual(['r2', 'r3', 'r1']);
    expect(useGrid.getState().moveTo).toBeUndefined();
  });

  it('takes those along that were chosen with it, and stays where it is while Ctrl copies it', () => {
    choose(['r1', 'r2']);
    const { at } = drag();
    beginRuleDrag(at(row(1, 'r2').handle));
    ruleDragOver(at(row(2, 'r3').row, { clientY: 55, ctrlKey: true }));
    dropRules(at(row(2, 'r3').row, { ctrlKey: true }));
    expect(order().slice(0, 3)).toEqual(['r1', 'r2', 'r3']);
    expect(rulesOf().map(({ action }) => action)).toEqual(['accept', 'deny', 'accept', 'accept', 'deny']);
  });

  it('goes nowhere when it is let go outside of the rows', () => {
    const { at, dataTransfer } = drag();
    beginRuleDrag(at(row(0, 'r1').handle));
    ruleDragOver(at(document.body));
    expect(dataTransfer.dropEffect).toBe('none');
    dropRules(at(document.body));
    expect(order()).toEqual(['r1', 'r2', 'r3']);
  });

  it('is not begun by another part of its row', () => {
    const { at } = drag();
    expect(beginRuleDrag(at(row(0, 'r1').row))).toBe(false);
  });

  it('is none when what is dragged in says nonsense', () => {
    const { at, dataTransfer } = drag();
    for (const text of ['nonsense', '{}', '[1, {"policy": "main"}]']) {
      dataTransfer.setData('application/x-bridgewarden-rules', text);
      expect(draggedRules(at(document.body))).toEqual([]);
    }
  });
});
