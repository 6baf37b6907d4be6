import { useEffect, useState } from 'react';
import { afterAsking, openExample } from '../files/open-document.ts';
import { useDocument } from '../state/document-store.ts';
import { useFile } from '../state/file-store.ts';

/** What a newcomer reads before the first object is drawn. */
export function EmptyCanvas() {
  const empty = useDocument(
    ({ hosts, guests, externals, groups }) => hosts.length + guests.length + externals.length + groups.length === 0,
  );
  const examples = useFile((state) => state.examples);
  // What is dragged here is for the canvas behind: then the buttons do not stand in its way. No mouse moves during a drag.
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    if (!dragging) return;
    const end = () => setDragging(false);
    document.addEventListener('mousemove', end);
    return () => document.removeEventListener('mousemove', end);
  }, [dragging]);
  if (!empty) return undefined;
  return (
    <div className="empty-canvas">
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
      {examples.length > 0 && <h3>Or begin with an example</h3>}
      <ul
        className={dragging ? 'example-list is-passed' : 'example-list'}
        aria-label="Examples"
        onDragEnter={() => setDragging(true)}
      >
        {examples.map(({ id, name, sentence }) => (
          <li key={id}>
            <button
              type="button"
              className="example"
              onClick={() => afterAsking('Open the example?', () => void openExample(id))}
            >
              <b>{name}</b>
              <span>{sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
