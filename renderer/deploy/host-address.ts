import type { Host, Id } from '../../shared/document/document.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { hasAddress } from '../state/deploy-view-store.ts';
import { select } from '../state/selection-store.ts';

/** Where the host is reached, as ssh would be told. */
export function addressOf(host: Host): string | undefined {
  const { connection } = host;
  if (!connection || !hasAddress(host)) return undefined;
  const port = connection.port === undefined || connection.port === 22 ? '' : `:${connection.port}`;
  return `${connection.user ?? 'root'}@${connection.address}${port}`;
}

/** Leads to the field in which the host's address is typed. */
export function setAddressOf(host: Id): void {
  select([host]);
  canvasControls()?.reveal([host]);
  // The inspector shows the host only after this has been drawn.
  setTimeout(() => {
    document.querySelector<HTMLInputElement>('input[name="connection.address"]')?.focus();
  });
}
