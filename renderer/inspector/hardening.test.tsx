import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/document.ts';
import { currentDocument, loadDocument, undo } from '../state/document-store.ts';
import { addFromPalette } from '../state/object-edits.ts';
import { select } from '../state/selection-store.ts';
import { Inspector } from './Inspector.tsx';

afterEach(cleanup);

beforeEach(() => {
  loadDocument(emptyDocument('test'));
  const bridge = addFromPalette('bridge', { x: 0, y: 0 });
  addFromPalette('guest', { x: 0, y: 0 }, bridge);
  render(<Inspector />);
});

const bridge = () => currentDocument().hosts[0]?.bridges[0];
const port = () => currentDocument().hosts[0]?.ports[0];
const choose = (ids: readonly string[]) => act(() => select(ids));
const flip = (name: string) => fireEvent.click(screen.getByRole('switch', { name }));
const isOn = (name: string) => screen.getByRole<HTMLInputElement>('switch', { name }).checked;

describe('the hardening of a bridge', () => {
  beforeEach(() => choose([bridge()?.id ?? '']));

  it('is written down only where it differs from what is usual', () => {
    const before = currentDocument();
    flip('Isolate guests from each other');
    expect(bridge()?.hardening).toEqual({ isolated: true });
    flip('Isolate guests from each other');
    expect(bridge()?.hardening).toBeUndefined();
    undo();
    undo();
    expect(currentDocument()).toBe(before);
  });

  it('keeps guests from becoming the root wherever STP is on, unless that is switched off', () => {
    expect(isOn('Guests never become STP root')).toBe(false);
    flip('Spanning tree (STP)');
    expect(isOn('Guests never become STP root')).toBe(true);
    expect(bridge()?.hardening).toBeUndefined();
    flip('Guests never become STP root');
    expect(bridge()?.hardening).toEqual({ rootBlock: false });
  });

  it('goes for a port that says nothing, and not for one that says otherwise', () => {
    flip('Isolate guests from each other');
    choose([port()?.id ?? '']);
    expect(isOn('Isolate it from other guests')).toBe(true);
    flip('Isolate it from other guests');
    expect(port()?.protect).toEqual({ isolated: false });
    flip('Isolate it from other guests');
    expect(port()?.protect).toBeUndefined();
  });
});

it('marks an attack that nothing stops', () => {
  choose([port()?.id ?? '']);
  flip('Stop forged ARP');
  const row = screen.getByRole('row', { name: /^False ARP reply/ });
  expect(row.classList.contains('is-open')).toBe(true);
  expect(screen.getByRole('row', { name: /^Forged source/ }).classList.contains('is-open')).toBe(false);
});

it('shows what a release sets in the kernel, where it is set', () => {
  const settings = () => screen.getByRole('region', { name: 'Set in the kernel' }).textContent ?? '';
  choose([bridge()?.id ?? '']);
  expect(settings()).toContain('rp_filter = 1');
  expect(settings()).toContain('no_linklocal_learn = 1');
  choose([currentDocument().hosts[0]?.id ?? '']);
  expect(settings()).toContain('bridge-nf-call-iptables = 1');
  expect(settings()).not.toContain('rp_filter');
});
