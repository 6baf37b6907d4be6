import type { Layer, PortMatrix } from '../../../shared/compiler/bypass/bypass-matrix.ts';
import { bypassMatrix } from '../../../shared/compiler/bypass/bypass-matrix.ts';
import type { Document, Id } from '../../../shared/document/document.ts';
import { useDocument } from '../../state/document-store.ts';
import { Section } from '../fields/Section.tsx';

const LAYERS: readonly { readonly id: Layer; readonly label: string; readonly hint: string }[] = [
  { id: 'iptables', label: 'IP', hint: 'the iptables and ip6tables rules' },
  { id: 'layer-2', label: 'L2', hint: 'the layer 2 rules' },
  { id: 'bridge', label: 'Bridge', hint: "a flag of the bridge's port" },
  { id: 'sysctl', label: 'Kernel', hint: 'a kernel setting' },
];

/** All ports of a document are worked out at once: one value for each, so that moving through ports costs nothing. */
const known = new WeakMap<Document, ReadonlyMap<Id, PortMatrix>>();

function matrixOf(document: Document, port: Id): PortMatrix | undefined {
  const found = known.get(document) ?? new Map(bypassMatrix(document).map((matrix) => [matrix.port, matrix]));
  known.set(document, found);
  return found.get(port);
}

/** Which layer stops which attack by the guest behind a port; red where nothing does. */
export function BypassMatrix({ port }: { readonly port: Id }) {
  const matrix = useDocument((document) => matrixOf(document, port));
  if (!matrix) return null;
  const open = matrix.rows.filter((row) => row.stoppedBy.length === 0).length;
  return (
    <Section title="What stops which attack">
      <p className={open > 0 ? 'matrix-sum is-open' : 'matrix-sum'}>
        {open > 0
          ? `${open} of ${matrix.rows.length} attacks from this port are stopped by nothing.`
          : `All ${matrix.rows.length} attacks from this port are stopped.`}
      </p>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">Attack</th>
            {LAYERS.map(({ id, label, hint }) => (
              <th key={id} scope="col" title={`Stopped by ${hint}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ attack, sentence, stoppedBy }) => (
            <tr key={attack} className={stoppedBy.length === 0 ? 'is-open' : undefined} title={sentence}>
              <th scope="row">{attack.replaceAll('-', ' ')}</th>
              {LAYERS.map(({ id }) => (
                <td key={id}>
                  {stoppedBy.includes(id) ? <Mark word="stops it" sign="✓" /> : <Mark word="no" sign="–" />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Mark({ word, sign }: { readonly word: string; readonly sign: string }) {
  return (
    <span role="img" aria-label={word}>
      {sign}
    </span>
  );
}
