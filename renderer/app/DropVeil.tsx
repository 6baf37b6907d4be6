import { FileDown } from 'lucide-react';
import { useFile } from '../state/file-store.ts';

/** Says, while a file is dragged over the window, what dropping it does. */
export function DropVeil() {
  const dropping = useFile((state) => state.dropping);
  if (!dropping) return undefined;
  return (
    <div className="drop-veil" role="status">
      <FileDown size={30} aria-hidden />
      <p>Drop a document here to open it.</p>
    </div>
  );
}
