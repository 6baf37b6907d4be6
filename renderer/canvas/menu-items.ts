import type { Document, Id } from '../../shared/document/document.ts';
import type { IdentifiedKind } from '../../shared/document/record-kind.ts';
import { findEntry } from '../state/records.ts';

/** What the menu offers: action ids in groups, and the two lists that are made of the document. */
export type MenuPart = readonly (string | 'groups' | 'align')[];

const CLIPBOARD: MenuPart = ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate'];
const LAST: MenuPart = ['view.zoom-selection', 'edit.delete'];

const BY_KIND: Readonly<Partial<Record<IdentifiedKind, readonly MenuPart[]>>> = {
  bridge: [
    ['edit.rename', 'draw.connect'],
    ['draw.series', 'draw.tap-port', 'draw.nic-port', 'edit.select-attached'],
    CLIPBOARD,
    LAST,
  ],
  port: [['draw.connect', 'edit.rename', 'edit.unpin', 'edit.select-attached'], LAST],
  interface: [['draw.connect', 'edit.rename', 'edit.select-attached'], LAST],
  guest: [
    ['edit.rename', 'draw.connect', 'edit.disconnect', 'edit.select-attached'],
    ['groups', 'edit.group'],
    CLIPBOARD,
    LAST,
  ],
  external: [
    ['edit.rename', 'draw.connect', 'edit.disconnect', 'edit.select-attached'],
    ['groups', 'edit.group'],
    CLIPBOARD,
    LAST,
  ],
  host: [
    ['edit.rename', 'draw.connect', 'edit.select-attached'],
    ['draw.bridge', 'edit.tidy-numbered', 'edit.tidy-guests'],
    ['groups', 'edit.group'],
    CLIPBOARD,
    LAST,
  ],
  group: [['edit.rename', 'edit.select-attached'], ['groups'], CLIPBOARD, LAST],
};

const SEVERAL: readonly MenuPart[] = [
  ['edit.link', 'edit.disconnect', 'edit.unpin', 'edit.select-attached'],
  ['groups', 'edit.group', 'align'],
  CLIPBOARD,
  LAST,
];

const NOTHING: readonly MenuPart[] = [
  ['draw.bridge', 'draw.guest', 'draw.series', 'draw.host', 'draw.external', 'draw.group'],
  ['edit.paste', 'edit.select-all'],
  ['draw.arrange', 'edit.tidy-numbered', 'edit.tidy-guests'],
  ['view.fit', 'view.minimap', 'view.lock', 'view.snap-objects', 'view.snap-grid'],
  ['file.export'],
];

/** What makes sense for what is selected. */
export function menuParts(document: Document, selection: readonly Id[]): readonly MenuPart[] {
  const [only, ...more] = selection;
  if (only === undefined) return NOTHING;
  const kind = findEntry(document, only)?.kind;
  return (more.length === 0 && kind && BY_KIND[kind]) || SEVERAL;
}
