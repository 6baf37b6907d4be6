import type { Document, Id } from '../../../shared/document/document.ts';
import { canvasOrder } from '../../layout/canvas-order.ts';
import { layoutCanvas } from '../../layout/layout-canvas.ts';
import { shownInterfaces } from '../../layout/sizes.ts';
import { canvasControls } from '../../state/canvas-controls.ts';
import { currentDocument } from '../../state/document-store.ts';
import { findEntry } from '../../state/records.ts';
import { topologyOf } from '../../state/results-store.ts';
import { useDetail } from '../detail-store.ts';

interface TabStop {
  readonly id: Id;
  /** The node that it is, or stands on. */
  readonly node: Id;
}

/** The object that an element on the canvas stands for. */
export function stopOf(target: EventTarget): Id | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  if (target.dataset.record !== undefined) return target.dataset.record;
  return target.classList.contains('react-flow__node') ? target.dataset.id : undefined;
}

/**
 * Focuses the next or the last object, bringing it into view: what is out of sight is not drawn, so the browser alone would not
 * find it. False before the first and behind the last one, where Tab leaves the canvas as everywhere.
 */
export function focusNextStop(here: Id, backwards: boolean): boolean {
  const stops = tabStops(currentDocument());
  const at = stops.findIndex(({ id }) => id === here);
  const next = at < 0 ? undefined : stops[at + (backwards ? -1 : 1)];
  if (next === undefined) return false;
  focusStop(next);
  return true;
}

/** Every node in the order of the canvas; after each bridge its ports, after each host its interfaces. */
function tabStops(document: Document): readonly TabStop[] {
  // From afar only whole objects are there to be focused.
  const detailed = useDetail.getState().detail !== 'painted';
  const { sockets } = layoutCanvas(document, topologyOf(document));
  return canvasOrder(document).flatMap((node) => {
    const ends = detailed ? (sockets.get(node) ?? []).map(({ id }) => id) : [];
    const entry = detailed ? findEntry(document, node) : undefined;
    const rows = entry?.kind === 'host' ? shownInterfaces(entry.record).map(({ id }) => id) : [];
    return [...new Set([node, ...rows.filter((id) => !ends.includes(id)), ...ends])].map((id) => ({ id, node }));
  });
}

const TRIES = 30;

/** Focuses a stop as soon as it is drawn. */
function focusStop({ id, node }: TabStop): void {
  if (useDetail.getState().detail === 'painted') useDetail.setState({ near: node });
  canvasControls()?.reveal([node]);
  let tries = 0;
  const attempt = () => {
    const name = CSS.escape(id);
    const found = document.querySelector(
      `.canvas [data-record="${name}"], .canvas .react-flow__node[data-id="${name}"]`,
    );
    tries += 1;
    if (found instanceof HTMLElement) found.focus({ preventScroll: true });
    else if (tries < TRIES) requestAnimationFrame(attempt);
  };
  attempt();
}
