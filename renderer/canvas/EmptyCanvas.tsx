import { useDocument } from '../state/document-store.ts';
import { ExampleGallery } from './examples/ExampleGallery.tsx';
import { useDropping } from './gestures/use-dropping.ts';

/** What a newcomer reads before the first object is drawn. */
export function EmptyCanvas() {
  const empty = useDocument(
    ({ hosts, guests, externals, groups }) => hosts.length + guests.length + externals.length + groups.length === 0,
  );
  // What is let go over an example is for the canvas behind it.
  const dropping = useDropping();
  if (!empty) return undefined;
  return (
    <div className="empty-canvas" {...dropping}>
      <h2>Draw your network</h2>
      <ol>
        <li>
          Drag a <b>Bridge</b> from the left onto the canvas.
        </li>
        <li>
          Drag a <b>Guest</b> onto the bridge: its tap port is made at once.
        </li>
        <li>
          Drag from one bridge's <b>+</b> to another for a veth link, or from the host's <b>+</b> to a bridge.
        </li>
      </ol>
      <h3>Or begin with an example</h3>
      <ExampleGallery />
    </div>
  );
}
