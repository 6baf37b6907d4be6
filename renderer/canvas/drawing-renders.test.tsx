import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { act, cleanup, render, screen } from '@testing-library/react';
import type { NodeProps } from '@xyflow/react';
import { ReactFlowProvider } from '@xyflow/react';
import type { ComponentType } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { edit, loadDocument } from '../state/document-store.ts';
import { select } from '../state/selection-store.ts';
import { Drawing } from './Drawing.tsx';
import { clearOverlay, setOverlay } from './overlay-store.ts';

const renders = vi.hoisted(() => new Map<string, number>());

/** The same component, counted. */
const counted = vi.hoisted(
  () => (Box: ComponentType<NodeProps>, memo: typeof import('react').memo) =>
    memo(function Counted(props: NodeProps) {
      renders.set(props.id, (renders.get(props.id) ?? 0) + 1);
      return <Box {...props} />;
    }),
);

vi.mock('./nodes/StationBox.tsx', async (original) => {
  const { memo } = await import('react');
  const actual = await original<Record<'GuestBox' | 'ExternalBox', ComponentType<NodeProps>>>();
  return { GuestBox: counted(actual.GuestBox, memo), ExternalBox: counted(actual.ExternalBox, memo) };
});
vi.mock('./nodes/BridgeBox.tsx', async (original) => {
  const { memo } = await import('react');
  const actual = await original<Record<'BridgeBox', ComponentType<NodeProps>>>();
  return { BridgeBox: counted(actual.BridgeBox, memo) };
});

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const example = parseDocument(text).document as Document;

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(2000);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(2000);
  loadDocument(example);
  render(
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>,
  );
  screen.getByRole('group', { name: 'Guest kali3' });
  renders.clear();
});
afterEach(() => {
  cleanup();
  clearOverlay();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** How near the drawing is seen. */
function scale(): number {
  const { transform = '' } = document.querySelector<HTMLElement>('.react-flow__viewport')?.style ?? {};
  return Number(/scale\(([\d.]+)\)/.exec(transform)?.[1]);
}

describe('what is rendered again', () => {
  it('while one guest is dragged is that guest alone', () => {
    for (let step = 1; step <= 5; step += 1) {
      act(() => setOverlay({ positions: new Map([['kali3', { x: step * 10, y: 400 }]]) }));
    }
    expect([...renders]).toEqual([['kali3', 5]]);
  });

  it('when it is let go is the guest and its bridge, whose port slides after it', () => {
    act(() => edit('Move guest kali3', (document) => moveNodes(document, { kali3: { x: 210, y: 520 } })));
    expect([...renders.keys()].sort()).toEqual(['kali3', 'virbr6']);
  });

  it('is nothing of a document of thousands, which is painted from the moment that it is opened', async () => {
    const guests = Array.from({ length: 1000 }, (_, at) => ({ id: `vm${at}`, name: `vm${at}`, nics: [] }));
    act(() => loadDocument({ ...example, guests }));
    expect([...renders]).toEqual([]);
    expect(document.querySelector('.far-view')).not.toBeNull();
    // All of it is brought into view, although none of it is a node of React Flow.
    await vi.waitFor(() => expect(scale()).toBeLessThan(0.1));
    expect([...renders]).toEqual([]);
    act(() => loadDocument(example));
    await vi.waitFor(() => expect(renders.size).toBeGreaterThan(0));
    expect(document.querySelector('.far-view')).toBeNull();
  });

  it('when another object is selected is what was and what is selected', () => {
    act(() => select(['kali2']));
    act(() => select(['kali4']));
    expect([...renders]).toEqual([
      ['kali2', 2],
      ['kali4', 1],
    ]);
  });
});
