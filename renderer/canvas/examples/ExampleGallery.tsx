import { FolderOpen } from 'lucide-react';
import { actionById } from '../../actions/registry.ts';
import { afterAsking, openExample } from '../../files/open-document.ts';
import { useFile } from '../../state/file-store.ts';
import { ExamplePicture } from './ExamplePicture.tsx';

const PICTURE = { width: 146, height: 44 };

/** The examples to begin with, each with its drawing, and the way to a document of one's own. */
export function ExampleGallery() {
  const examples = useFile((state) => state.examples);
  return (
    <ul className="example-list" aria-label="Examples">
      {examples.map(({ id, name, sentence }) => (
        <li key={id}>
          <button
            type="button"
            className="example"
            onClick={() => afterAsking('Open the example?', () => void openExample(id))}
          >
            <ExamplePicture id={id} size={PICTURE} />
            <b>{name}</b>
            <span>{sentence}</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="example is-own" onClick={actionById('file.open').run}>
          <span className="example-sign" style={{ height: PICTURE.height }}>
            <FolderOpen size={22} aria-hidden />
          </span>
          <b>A document of yours</b>
          <span>Open it, or drop its file anywhere into the window.</span>
        </button>
      </li>
    </ul>
  );
}
