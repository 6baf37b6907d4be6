import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDocument } from '../../shared/document/document.ts';
import { linkBridges } from '../../shared/document/edits/link-records.ts';
import { setFields } from '../../shared/document/edits/set-fields.ts';
import { currentDocument, edit, loadDocument, undo } from '../state/document-store.ts';
import { addFromPalette } from '../state/object-edits.ts';
import { select } from '../state/selection-store.ts';
import { Inspector } from './Inspector.tsx';

afterEach(cleanup);

// jsdom has none, and a list that is opened asks for it.
vi.stubGlobal('CSS', { escape: (text: string) => text });

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

  it('that are ports of several roles are given what fits each, and no other', async () => {
    const [first, second] = bridges;
    edit('Link', (now) => linkBridges(now, first ?? '', second ?? ''));
    const { ports } = currentDocument().hosts[0]!;
    show(ports.map(({ id }) => id));
    const tags = await tick(/^Allow VLAN tags ?at 2 of 4$/);
    expect(screen.getByRole('checkbox', { name: 'Stop forged IP addresses' })).toBeTruthy();
    expect(screen.getAllByText(/^Lets frames of VLANs through/)).toHaveLength(1);
    fireEvent.click(tags);
    const given = currentDocument().hosts[0]!.ports.map(({ kind, protect }) => [kind, protect?.trunk]);
    expect(given).toEqual([
      ['tap', true],
      ['tap', true],
      ['veth', undefined],
      ['veth', undefined],
    ]);
  });

  it('that are ports of a bridge which isolates its guests are shown so, and let one another through together', async () => {
    edit('Isolate', (now) => setFields(now, bridges, 'hardening.isolated', true));
    show(guests);
    const isolated = await tick('Isolate it from other guests');
    expect(isolated.checked).toBe(true);
    fireEvent.click(isolated);
    expect(currentDocument().hosts[0]!.ports.map(({ protect }) => protect)).toEqual([
      { isolated: false },
      { isolated: false },
    ]);
    fireEvent.click(await tick('Isolate it from other guests'));
    expect(currentDocument().hosts[0]!.ports.some((port) => 'protect' in port)).toBe(false);
  });

  it('have the fields of each kind, and lose what belonged to another protocol', async () => {
    edit('Add', (now) => ({
      ...now,
      services: [
        { id: 'a', name: 'a', protocol: 'tcp', ports: '22' },
        { id: 'b', name: 'b', protocol: 'udp', ports: '53' },
      ],
      intervals: [
        { id: 'i', name: 'i', days: ['mon'], from: '08:00', to: '09:00' },
        { id: 'j', name: 'j', days: ['tue'], from: '08:00', to: '09:00' },
      ],
    }));
    show(['a', 'b']);
    expect(await screen.findByRole('heading', { name: '2 Services' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Protocol$/ }));
    fireEvent.click(await screen.findByRole('option', { name: 'ICMP' }));
    expect(currentDocument().services).toEqual([
      { id: 'a', name: 'a', protocol: 'icmp' },
      { id: 'b', name: 'b', protocol: 'icmp' },
    ]);
    show(['i', 'j']);
    fireEvent.click(await tick('Fri'));
    expect(currentDocument().intervals.map(({ days }) => days)).toEqual([['fri'], ['fri']]);
  });

  it('that are hosts keep the blank at the end of a log prefix, which parts it from what the kernel writes', async () => {
    const hosts = [currentDocument().hosts[0]!.id, addFromPalette('host', { x: 900, y: 0 })];
    show(hosts);
    const prefix = await box('Log prefix');
    prefix.focus();
    fireEvent.change(prefix, { target: { value: 'FW %N ' } });
    fireEvent.blur(prefix);
    expect(currentDocument().hosts.map(({ settings }) => settings?.logPrefix)).toEqual(['FW %N ', 'FW %N ']);
  });

  it('of several kinds offer what can be done with them together', async () => {
    show([...bridges, ...guests]);
    expect(await screen.findByRole('heading', { name: '4 objects' })).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByRole('button', { name: 'Delete 4 objects' })).toBeTruthy();
  });
});
