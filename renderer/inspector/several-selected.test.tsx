import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/document.ts';
import { currentDocument, loadDocument, undo } from '../state/document-store.ts';
import { addFromPalette } from '../state/object-edits.ts';
import { select } from '../state/selection-store.ts';
import { Inspector } from './Inspector.tsx';

afterEach(cleanup);

let bridges: readonly string[];
let guests: readonly string[];
beforeEach(() => {
  loadDocument(emptyDocument('test'));
  bridges = [addFromPalette('bridge', { x: 0, y: 0 }), addFromPalette('bridge', { x: 0, y: 0 })];
  guests = bridges.map((bridge) => addFromPalette('guest', { x: 0, y: 0 }, bridge));
  render(<Inspector />);
});

const show = (ids: readonly string[]) => {
  fireEvent.focus(document.body);
  select(ids);
};
const box = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name });
const tick = (name: string | RegExp) => screen.findByRole<HTMLInputElement>('checkbox', { name });
const drawn = () => currentDocument().hosts[0]!.bridges;

describe('several selected objects', () => {
  it('of one kind are edited at once, in one step', async () => {
    const before = currentDocument();
    show(bridges);
    const ageing = await box('Ageing (seconds)');
    ageing.focus();
    fireEvent.change(ageing, { target: { value: '30' } });
    fireEvent.blur(ageing);
    expect(drawn().map((bridge) => bridge.ageing)).toEqual([30, 30]);
    undo();
    expect(currentDocument()).toBe(before);
  });

  it('show that they differ, and become alike by one press', async () => {
    show([bridges[0]!]);
    fireEvent.click(await screen.findByRole('switch', { name: 'Spanning tree (STP)' }));
    show(bridges);
    const stp = await tick(/^Spanning tree .*on for some$/);
    expect(stp.indeterminate).toBe(true);
    fireEvent.click(stp);
    expect(drawn().map((bridge) => bridge.stp)).toEqual([true, true]);
  });

  it('that are guests are given the protections of their ports', async () => {
    show(guests);
    fireEvent.click(await tick('Allow multicasts'));
    expect(currentDocument().hosts[0]!.ports.map((port) => port.protect)).toEqual([
      { multicast: true },
      { multicast: true },
    ]);
    fireEvent.click(await tick('Allow multicasts'));
    expect(currentDocument().hosts[0]!.ports.some((port) => 'protect' in port)).toBe(false);
  });

  it('of several kinds offer what can be done with them together', async () => {
    show([...bridges, ...guests]);
    expect(await screen.findByRole('heading', { name: '4 objects' })).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByRole('button', { name: 'Delete 4 objects' })).toBeTruthy();
  });
});
