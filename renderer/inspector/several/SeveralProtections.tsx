import type { Document, Id, Port } from '../../../shared/document/document.ts';
import { edit, useDocument } from '../../state/document-store.ts';
import { countLabel } from '../../state/object-edits.ts';
import { topologyOf } from '../../state/results-store.ts';
import { Section } from '../fields/Section.tsx';
import { TriState } from '../fields/TriState.tsx';
import { isProtected, setProtected } from '../sections/port-protection.ts';
import { PROTECTIONS, type Protection, protectionsAt } from '../sections/protections.ts';

/**
 * The protections of several ports. Each port has those that mean something where it stands, so a switch may be about some of
 * the ports only: it says how many, and changes no other.
 */
export function SeveralProtections({ title, ports }: { readonly title: string; readonly ports: readonly Port[] }) {
  const document = useDocument((now) => now);
  if (ports.length === 0) return undefined;
  return (
    <Section title={title}>
      {switchesOf(document, ports).map(({ protection, at }) => {
        const ids = at.map(({ id }) => id);
        const [first, ...others] = at.map((port) => isProtected(document, port, protection));
        return (
          <TriState
            key={switchId(protection)}
            label={protection.label}
            hint={protection.hint}
            {...(at.length < ports.length ? { detail: `at ${at.length} of ${ports.length}` } : {})}
            common={others.every((on) => on === first) ? { mixed: false, value: first } : { mixed: true }}
            onChange={(on) =>
              edit(`${on ? 'Switch on' : 'Switch off'} “${protection.label}” of ${of(ids)}`, (now) =>
                setProtected(now, ids, protection, on),
              )
            }
          />
        );
      })}
    </Section>
  );
}

const of = (ids: readonly Id[]) => countLabel('', ids).trim();

/** A switch that means something else at other ports, and so has other words there, is another switch. */
const switchId = ({ key, hint }: Protection) => `${key}: ${hint}`;

interface SharedSwitch {
  readonly protection: Protection;
  /** The ports that have it. */
  readonly at: readonly Port[];
}

/** In the order of the single port's inspector. */
function switchesOf(document: Document, ports: readonly Port[]): readonly SharedSwitch[] {
  const { ports: known } = topologyOf(document);
  const found = new Map<string, { readonly protection: Protection; readonly at: Port[] }>();
  for (const port of ports) {
    for (const protection of protectionsAt(known.get(port.id)?.role ?? 'unused', port.kind, port.protect)) {
      const shared = found.get(switchId(protection)) ?? { protection, at: [] };
      shared.at.push(port);
      found.set(switchId(protection), shared);
    }
  }
  return PROTECTIONS.flatMap(({ key }) => [...found.values()].filter(({ protection }) => protection.key === key));
}
