import { useFile } from '../state/file-store.ts';
import { notify } from '../state/notice-store.ts';
import { afterAsking, openText } from './open-document.ts';

/** A document is a few hundred kilobytes; a film that was dropped by mistake should not be read into memory. */
const LARGEST = 32 * 1024 * 1024;

/** A file that is dragged from the system into the window is opened as a document. */
export function watchDroppedFiles(): void {
  let depth = 0;
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const show = (dropping: boolean) => {
    if (useFile.getState().dropping !== dropping) useFile.setState({ dropping });
  };
  window.addEventListener('dragenter', (event) => {
    if (!isFile(event)) return;
    depth += 1;
    show(true);
  });
  window.addEventListener('dragleave', (event) => {
    if (!isFile(event)) return;
    depth -= 1;
    if (depth <= 0) show(false);
  });
  // Without this the browser would leave the window for the file itself.
  window.addEventListener('dragover', (event) => {
    if (isFile(event)) event.preventDefault();
  });
  window.addEventListener('drop', (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    depth = 0;
    show(false);
    const [file, ...more] = event.dataTransfer?.files ?? [];
    if (!file) return;
    if (more.length > 0) notify(`One document at a time: only ${file.name} is opened.`);
    if (file.size > LARGEST) notify(`${file.name} is too large to be a Bridgewarden document.`, 'error');
    else afterAsking(`Open ${file.name}?`, () => void openDropped(file));
  });
}

async function openDropped(file: File): Promise<void> {
  try {
    openText(await file.text(), file.name);
  } catch {
    notify(`${file.name} cannot be read. Is it a folder, or was it deleted meanwhile?`, 'error');
  }
}
