import { ListChecks } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { Id } from '../../../shared/document/document.ts';
import type { IdentifiedKind } from '../../../shared/document/record-kind.ts';
import { type Use, whereUsed } from '../../../shared/document/where-used.ts';
import { KIND_ICONS } from '../../controls/kind-icons.ts';
import { useDocument } from '../../state/document-store.ts';
import { useDrawnDocument } from '../../state/drawn-document.ts';
import { goToRecord, goToRule } from '../../state/go-to.ts';
import { findEntry } from '../../state/records.ts';
import { openDialog } from '../../state/ui-store.ts';
import { Section } from '../fields/Section.tsx';

/** Kinds that exist to be named by rules: for them "nowhere" is worth saying. */
const NAMED: readonly IdentifiedKind[] = [
  'guest',
  'external',
  'host',
  'group',
  'address',
  'service',
  'user',
  'interval',
];

/** Where an object is named: each line leads there. */
export function UsedIn({ id, kind }: { readonly id: Id; readonly kind: IdentifiedKind }) {
  const document = useDrawnDocument();
  const uses = useMemo(() => whereUsed(document, id).filter((use) => use.named), [document, id]);
  if (!NAMED.includes(kind) && uses.length === 0) return undefined;
  return (
    <Section title="Used in">
      {uses.length === 0 && <p className="empty">No rule and no group names it.</p>}
      {uses.length > 0 && (
        <ul className="uses" aria-label="Used in">
          {uses.map((use) => (
            <UseLine key={`${use.where}:${use.as}`} use={use} />
          ))}
        </ul>
      )}
      {uses.length > 0 && (
        <Button className="button is-small" onPress={() => openDialog({ kind: 'replace', id })}>
          Replace it everywhere…
        </Button>
      )}
    </Section>
  );
}

export function UseLine({ use, then }: { readonly use: Use; readonly then?: () => void }) {
  const kind = useDocument((document) => findEntry(document, use.owner)?.kind);
  const Icon = use.rule ? ListChecks : kind && KIND_ICONS[kind];
  return (
    <li>
      <button
        type="button"
        className="record-link"
        onClick={() => {
          then?.();
          if (use.rule) goToRule(use.rule);
          else goToRecord(use.owner);
        }}
      >
        {Icon && <Icon size={14} aria-hidden />}
        <span className="record-link-name">{use.where}</span>
        <span className="record-link-detail">{use.as}</span>
      </button>
    </li>
  );
}
