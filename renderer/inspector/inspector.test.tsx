import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/document.ts';
import { currentDocument, loadDocument, undo, useDocumentStore } from '../state/document-store.ts';
import { addFromPalette } from '../state/object-edits.ts';
import { takeResult } from '../state/results-store.ts';
import { select } from '../state/selection-store.ts';
import { Inspector } from './Inspector.tsx';

afterEach(cleanup);

beforeEach(() => {
  loadDocument(emptyDocument('test'));
  const bridge = addFromPalette('bridge', { x: 0, y: 0 });
  addFromPalette('guest', { x: 0, y: 0 }, bridge);
  render(<Inspector />);
});

const steps = () => useDocumentStore.getState().history.past.length;
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });

function type(box: HTMLInputElement, text: string): void {
  box.focus();
  for (let end = 1; end <= text.length; end += 1) fireEvent.change(box, { target: { value: text.slice(0, end) } });
}

describe('a field of the inspector', () => {
  it('changes the document as one types, as one step of the history', () => {
    const before = currentDocument();
    type(field('Name'), 'kali2');
    expect(currentDocument().guests[0]?.name).toBe('kali2');
    field('Name').blur();
    expect(steps()).toBe(3);
    undo();
    expect(currentDocument()).toBe(before);
  });

  it('gives back the very document on Escape', () => {
    const before = currentDocument();
    type(field('MAC address'), '52:54:00:aa:bb:cc');
    expect(currentDocument()).not.toBe(before);
    fireEvent.keyDown(field('MAC address'), { key: 'Escape' });
    expect(currentDocument()).toBe(before);
    expect(field('MAC address').value).toBe('52:54:00:00:00:01');
  });

  it('leaves nothing of a refused number in the document, and still says why when it is left', () => {
    act(() => select([currentDocument().hosts[0]?.id ?? '']));
    const before = currentDocument();
    const box = () => field('Roll back after (seconds)');
    act(() => type(box(), '5000'));
    expect(currentDocument(), '500 was no more meant than 50').toBe(before);
    act(() => box().blur());
    expect(screen.getByText('“5000” was not taken. A whole number from 10 to 3600.')).toBeTruthy();
    expect(box().value).toBe('');
    act(() => type(box(), '120'));
    expect(currentDocument().hosts[0]?.settings?.rollbackSeconds).toBe(120);
  });

  it('undoes the last step when nothing is typed, and makes no new one', () => {
    const undoKey = { key: 'z', ctrlKey: true };
    act(() => type(field('Name'), 'kali2'));
    expect(fireEvent.keyDown(field('Name'), undoKey), 'what is typed the browser undoes').toBe(true);
    fireEvent.keyDown(field('Name'), { key: 'Enter' });
    expect(steps()).toBe(3);
    expect(fireEvent.keyDown(field('Name'), undoKey)).toBe(false);
    expect(field('Name').value).toBe('guest1');
    expect(steps()).toBe(2);
    fireEvent.keyDown(field('Name'), { key: 'Z', ctrlKey: true, shiftKey: true });
    expect(currentDocument().guests[0]?.name).toBe('kali2');
  });

  it('leaves what is typed alone, and reads a list of addresses from it', () => {
    type(field('IPv4/IPv6 addresses'), '10.0.0.1, ');
    expect(field('IPv4/IPv6 addresses').value).toBe('10.0.0.1, ');
    expect(currentDocument().guests[0]?.nics[0]?.addresses).toEqual(['10.0.0.1']);
  });

  it('shows the finding about it, and marks itself as wrong', async () => {
    const guest = currentDocument().guests[0]?.id ?? '';
    const finding = {
      code: 'malformed-address',
      severity: 'error',
      message: 'That is no address.',
      objects: [guest],
      field: 'nics.0.addresses.0',
    } as const;
    takeResult(currentDocument(), { hosts: [], findings: [finding] });
    expect(await screen.findByText('That is no address.')).toBeTruthy();
    expect(field('IPv4/IPv6 addresses').getAttribute('aria-invalid')).toBe('true');
    expect(field('MAC address').getAttribute('aria-invalid')).toBeNull();
  });

  it('shows every finding once: below its field, or above when the field has no line', async () => {
    const [guest] = currentDocument().guests;
    const [port] = currentDocument().hosts[0]?.ports ?? [];
    const finding = (message: string, id: string, path: string) =>
      ({ code: 'malformed-address', severity: 'error', message, objects: [id], field: path }) as const;
    const findings = [
      finding('Two NICs stand behind it.', guest?.id ?? '', 'nics'),
      finding('There is no such port.', guest?.id ?? '', 'nics.0.port'),
      finding('That is no MAC.', guest?.id ?? '', 'nics.0.mac'),
      finding('A tap has no other end.', port?.id ?? '', 'peer'),
    ];
    takeResult(currentDocument(), { hosts: [], findings });
    expect(await screen.findAllByText('Two NICs stand behind it.')).toHaveLength(1);
    expect(screen.getAllByText('There is no such port.')).toHaveLength(1);
    expect(screen.getAllByText('That is no MAC.')).toHaveLength(1);
    act(() => select([port?.id ?? '']));
    expect(screen.getAllByText('A tap has no other end.')).toHaveLength(1);
  });
});
