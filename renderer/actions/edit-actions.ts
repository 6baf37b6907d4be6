import {
  ClipboardPaste,
  Copy,
  CopyPlus,
  Fingerprint,
  Group,
  Link,
  Pencil,
  Redo2,
  Scissors,
  Trash2,
  Undo2,
} from 'lucide-react';
import { giveMacs } from '../../shared/document/edits/give-macs.ts';
import { askToDelete } from '../state/ask-to-delete.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { copySelection, cutSelection, duplicateSelection, pasteCopied } from '../state/clipboard.ts';
import { currentDocument, edit, redo, undo, useDocumentStore } from '../state/document-store.ts';
import { link, planLink } from '../state/link-edits.ts';
import { notify } from '../state/notice-store.ts';
import { countLabel, deleteLabel, groupObjects } from '../state/object-edits.ts';
import { findEntry } from '../state/records.ts';
import { select, useSelection } from '../state/selection-store.ts';
import { useUi } from '../state/ui-store.ts';
import type { Action } from './action.ts';

const selected = () => useSelection.getState().ids;
const some = () => selected().length > 0;
const history = () => useDocumentStore.getState().history;

const GROUPABLE = new Set(['guest', 'external', 'host', 'address', 'group']);
const RENAMED_ON_CANVAS = new Set(['bridge', 'guest', 'external', 'host', 'group']);

const groupable = () => selected().filter((id) => GROUPABLE.has(findEntry(currentDocument(), id)?.kind ?? ''));

const withoutMac = () =>
  selected().filter((id) => {
    const entry = findEntry(currentDocument(), id);
    return entry?.kind === 'guest' && entry.record.nics.some((nic) => nic.mac === undefined);
  });

export const editActions: readonly Action[] = [
  {
    id: 'edit.undo',
    group: 'Edit',
    label: () => ['Undo', history().past.at(-1)?.label].filter(Boolean).join(' '),
    shortcuts: ['Mod+Z'],
    scope: 'window',
    icon: Undo2,
    enabled: () => history().past.length > 0,
    run: undo,
  },
  {
    id: 'edit.redo',
    group: 'Edit',
    label: () => ['Redo', history().future[0]?.label].filter(Boolean).join(' '),
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    scope: 'window',
    icon: Redo2,
    enabled: () => history().future.length > 0,
    run: redo,
  },
  {
    id: 'edit.cut',
    group: 'Edit',
    label: 'Cut',
    shortcuts: ['Mod+X'],
    scope: 'canvas',
    icon: Scissors,
    enabled: some,
    byClipboardEvent: true,
    run: () => void cutSelection(),
  },
  {
    id: 'edit.copy',
    group: 'Edit',
    label: 'Copy',
    shortcuts: ['Mod+C'],
    scope: 'canvas',
    icon: Copy,
    enabled: some,
    byClipboardEvent: true,
    run: () => void copySelection(),
  },
  {
    id: 'edit.paste',
    group: 'Edit',
    label: 'Paste',
    shortcuts: ['Mod+V'],
    scope: 'canvas',
    icon: ClipboardPaste,
    byClipboardEvent: true,
    run: () => void pasteCopied(),
  },
  {
    id: 'edit.duplicate',
    group: 'Edit',
    label: 'Duplicate',
    alsoCalled: 'clone copy',
    shortcuts: ['Mod+D'],
    scope: 'canvas',
    icon: CopyPlus,
    enabled: some,
    run: duplicateSelection,
  },
  {
    id: 'edit.delete',
    group: 'Edit',
    label: () => (some() ? deleteLabel(selected()) : 'Delete'),
    shortcuts: ['Delete', 'Backspace'],
    scope: 'canvas',
    icon: Trash2,
    enabled: some,
    run: () => {
      const onCanvas = document.activeElement?.closest('[data-region="canvas"]');
      askToDelete(selected());
      // What had the focus is gone; the keyboard goes on from the canvas.
      if (onCanvas) requestAnimationFrame(() => document.activeElement === document.body && canvasControls()?.focus());
    },
  },
  {
    id: 'edit.rename',
    group: 'Edit',
    label: 'Rename',
    shortcuts: ['F2'],
    scope: 'window',
    icon: Pencil,
    enabled: () => selected().length === 1,
    run: () => {
      const [id] = selected();
      if (id === undefined) return;
      const kind = findEntry(currentDocument(), id)?.kind;
      if (kind && RENAMED_ON_CANVAS.has(kind)) {
        canvasControls()?.showReadably([id]);
        useUi.setState({ renaming: id });
        return;
      }
      const field = document.querySelector('[data-region="inspector"] input[name="name"]');
      if (field instanceof HTMLInputElement) {
        field.focus();
        field.select();
      }
    },
  },
  {
    id: 'edit.select-all',
    group: 'Edit',
    label: 'Select all',
    shortcuts: ['Mod+A'],
    scope: 'canvas',
    run: () => {
      const { hosts, guests, externals, groups } = currentDocument();
      const bridges = hosts.flatMap((host) => host.bridges);
      // The groups, too: without them dragging all would drag their members out of them.
      select([...hosts, ...bridges, ...guests, ...externals, ...groups].map((one) => one.id));
    },
  },
  {
    id: 'edit.select-none',
    group: 'Edit',
    label: 'Select nothing',
    shortcuts: ['Escape'],
    scope: 'canvas',
    enabled: some,
    run: () => select([]),
  },
  {
    id: 'edit.group',
    group: 'Edit',
    label: 'Group the selection',
    shortcuts: ['Mod+G'],
    scope: 'canvas',
    icon: Group,
    enabled: () => groupable().length > 0,
    run: () => groupObjects(groupable()),
  },
  {
    id: 'edit.give-macs',
    group: 'Edit',
    label: 'Give each a MAC address',
    scope: 'window',
    icon: Fingerprint,
    enabled: () => withoutMac().length > 0,
    run: () => {
      const ids = withoutMac();
      edit(countLabel('Give MAC addresses to', ids), (document) => giveMacs(document, ids));
    },
  },
  {
    id: 'edit.link',
    group: 'Draw',
    label: 'Link the two selected objects',
    shortcuts: ['L'],
    scope: 'canvas',
    icon: Link,
    enabled: () => {
      const [a, b, ...more] = selected();
      return (
        a !== undefined && b !== undefined && more.length === 0 && !('refusal' in planLink(currentDocument(), a, b))
      );
    },
    run: () => {
      const [a, b] = selected();
      if (a === undefined || b === undefined) return;
      const refusal = link(a, b);
      if (refusal) notify(refusal);
    },
  },
];
