import { useCanvasDialog } from '../state/dialog-store.ts';
import { ConnectBar } from './dialogs/ConnectBar.tsx';
import { ExportDialog } from './dialogs/ExportDialog.tsx';
import { SeriesDialog } from './dialogs/SeriesDialog.tsx';

/** The dialog of the canvas that is open, if any. */
export function CanvasDialogs() {
  const dialog = useCanvasDialog((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return undefined;
    case 'series':
      return <SeriesDialog bridge={dialog.bridge} />;
    case 'export':
      return <ExportDialog />;
    case 'connect':
      return <ConnectBar key={dialog.from} from={dialog.from} />;
  }
}
