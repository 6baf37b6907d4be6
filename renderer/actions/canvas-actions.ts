import {
  Cable,
  EthernetPort,
  Grid3x3,
  Image,
  ListOrdered,
  LocateFixed,
  Lock,
  Magnet,
  Map as MapIcon,
  PinOff,
  Plug,
  Unplug,
  UsersRound,
  WandSparkles,
} from 'lucide-react';
import type { IdentifiedKind } from '../../shared/document/record-kind.ts';
import { attachedTo } from '../state/attached.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { addFreePort, disconnect, isConnected, tidy, toggleLock, unpin } from '../state/canvas-edits.ts';
import { toggleCanvasOption, useCanvasOptions } from '../state/canvas-options.ts';
import { openCanvasDialog } from '../state/dialog-store.ts';
import { currentDocument } from '../state/document-store.ts';
import { findEntry } from '../state/records.ts';
import { select, useSelection } from '../state/selection-store.ts';
import type { Action } from './action.ts';

const selected = () => useSelection.getState().ids;
const only = (kinds: readonly IdentifiedKind[]) => {
  const [id, ...more] = selected();
  const kind = id === undefined || more.length > 0 ? undefined : findEntry(currentDocument(), id)?.kind;
  return id !== undefined && kind !== undefined && kinds.includes(kind) ? id : undefined;
};
const onlyBridge = () => only(['bridge']);
const CONNECTABLE = ['bridge', 'port', 'guest', 'external', 'host', 'interface'] as const;
const connected = () => selected().filter((id) => isConnected(currentDocument(), id));
const pinned = () => selected().filter((id) => currentDocument().view?.ports?.[id] !== undefined);
const attached = () => [...new Set(selected().flatMap((id) => attachedTo(currentDocument(), id)))];
const hasBridge = () => currentDocument().hosts.some(({ bridges }) => bridges.length > 0);

/** What one does on the canvas besides adding, copying and moving. */
export const canvasActions: readonly Action[] = [
  {
    id: 'draw.series',
    group: 'Draw',
    label: 'Add many guests by pattern…',
    shortcuts: ['Mod+Shift+G'],
    scope: 'window',
    icon: ListOrdered,
    enabled: hasBridge,
    run: () => openCanvasDialog({ kind: 'series', bridge: onlyBridge() }),
  },
  {
    id: 'draw.connect',
    group: 'Draw',
    label: 'Connect with…',
    // Enter on the object itself does the same; this is for what is selected.
    shortcuts: ['C'],
    scope: 'canvas',
    icon: Cable,
    enabled: () => only(CONNECTABLE) !== undefined,
    run: () => {
      const from = only(CONNECTABLE);
      if (from !== undefined) openCanvasDialog({ kind: 'connect', from });
    },
  },
  {
    id: 'draw.tap-port',
    group: 'Draw',
    label: 'Add a tap port to the bridge',
    scope: 'canvas',
    icon: Plug,
    enabled: () => onlyBridge() !== undefined,
    run: () => addFreePort(onlyBridge() ?? '', 'tap'),
  },
  {
    id: 'draw.nic-port',
    group: 'Draw',
    label: 'Add a NIC port to the bridge',
    scope: 'canvas',
    icon: EthernetPort,
    enabled: () => onlyBridge() !== undefined,
    run: () => addFreePort(onlyBridge() ?? '', 'nic'),
  },
  {
    id: 'edit.disconnect',
    group: 'Edit',
    label: 'Disconnect',
    scope: 'canvas',
    icon: Unplug,
    enabled: () => connected().length > 0,
    run: () => disconnect(connected()),
  },
  {
    id: 'edit.unpin',
    group: 'Edit',
    label: 'Let the port slide by itself',
    scope: 'canvas',
    icon: PinOff,
    enabled: () => pinned().length > 0,
    run: () => unpin(pinned()),
  },
  {
    id: 'edit.select-attached',
    group: 'Edit',
    label: 'Select what hangs on it',
    shortcuts: ['Mod+Shift+A'],
    scope: 'canvas',
    icon: UsersRound,
    enabled: () => attached().length > 0,
    run: () => select(attached()),
  },
  {
    id: 'edit.tidy-numbered',
    group: 'Edit',
    label: 'Tidy names: number the ports',
    scope: 'window',
    icon: WandSparkles,
    enabled: hasBridge,
    run: () => tidy('numbered'),
  },
  {
    id: 'edit.tidy-guests',
    group: 'Edit',
    label: 'Tidy names: name ports after their guests',
    scope: 'window',
    icon: WandSparkles,
    enabled: hasBridge,
    run: () => tidy('guest'),
  },
  {
    id: 'view.zoom-selection',
    group: 'View',
    label: 'Zoom to the selection',
    shortcuts: ['Z'],
    scope: 'canvas',
    icon: LocateFixed,
    enabled: () => selected().length > 0,
    run: () => canvasControls()?.show(selected()),
  },
  {
    id: 'view.lock',
    group: 'View',
    label: () => (currentDocument().view?.locked ? 'Unlock positions' : 'Lock positions'),
    scope: 'window',
    icon: Lock,
    run: toggleLock,
  },
  {
    id: 'view.minimap',
    group: 'View',
    label: () => (useCanvasOptions.getState().minimap ? 'Hide the minimap' : 'Show the minimap'),
    shortcuts: ['M'],
    scope: 'canvas',
    icon: MapIcon,
    run: () => toggleCanvasOption('minimap'),
  },
  {
    id: 'view.snap-objects',
    group: 'View',
    label: () => (useCanvasOptions.getState().snapToObjects ? 'Do not snap to objects' : 'Snap to objects'),
    scope: 'window',
    icon: Magnet,
    run: () => toggleCanvasOption('snapToObjects'),
  },
  {
    id: 'view.snap-grid',
    group: 'View',
    label: () => (useCanvasOptions.getState().snapToGrid ? 'Do not snap to the grid' : 'Snap to the grid'),
    scope: 'window',
    icon: Grid3x3,
    run: () => toggleCanvasOption('snapToGrid'),
  },
  {
    id: 'file.export',
    group: 'File',
    label: 'Export the drawing…',
    shortcuts: ['Mod+Shift+E'],
    scope: 'window',
    icon: Image,
    run: () => openCanvasDialog({ kind: 'export' }),
  },
];
