import { type OnConnectEnd, type OnConnectStart, useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { pinPort } from '../../../shared/document/edits/pin-port.ts';
import type { Point } from '../../layout/geometry.ts';
import { placeObjects } from '../../layout/place-objects.ts';
import { currentDocument, edit } from '../../state/document-store.ts';
import { dragOverZone, dropOnZone, leaveZones } from '../../state/drop-zones.ts';
import { link, planLink } from '../../state/link-edits.ts';
import { notify } from '../../state/notice-store.ts';
import { findEntry, recordWords } from '../../state/records.ts';
import { clearOverlay, setOverlay, useOverlay } from '../overlay-store.ts';
import { CONNECT } from '../to-flow.ts';
import { recordAt } from './drop-target.ts';
import { slidePlace } from './slide-place.ts';

/**
 * Dragging from a socket or a connect dot: a line that may end on a socket or anywhere on a node. A port that is dragged along
 * the edge of its own bridge slides there instead, and one that is dragged out of the drawing is handed to the rule table. Escape
 * ends it, and nothing has happened.
 */
export function useConnecting() {
  const { screenToFlowPosition, getViewport, setViewport } = useReactFlow();
  const store = useStoreApi();
  const from = useRef<Id | undefined>(undefined);
  return useMemo(() => {
    let viewport: Viewport = getViewport();
    const onMove = (event: PointerEvent) => {
      const start = from.current;
      if (start === undefined) return;
      const { clientX, clientY } = event;
      if (dragOverZone([start], event)) {
        setOverlay({ slide: undefined, hint: undefined });
        // On the way out the drawing was panned as for a far end of the line, which this is not.
        void setViewport(viewport);
        return;
      }
      const slide = slideOf(start, screenToFlowPosition({ x: clientX, y: clientY }));
      setOverlay(
        slide ? { slide, hint: undefined } : { slide: undefined, hint: hintOf(start, recordAt(clientX, clientY)) },
      );
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || from.current === undefined) return;
      event.stopPropagation();
      from.current = undefined;
      leaveZones();
      clearOverlay();
      store.getState().cancelConnection();
    };
    const onConnectStart: OnConnectStart = (_, { nodeId, handleId }) => {
      from.current = handleId && handleId !== CONNECT ? handleId : (nodeId ?? undefined);
      viewport = getViewport();
      window.addEventListener('pointermove', onMove);
      window.addEventListener('keydown', onEscape, true);
    };
    const onConnectEnd: OnConnectEnd = (event) => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('keydown', onEscape, true);
      const start = from.current;
      const { slide } = useOverlay.getState();
      from.current = undefined;
      clearOverlay();
      if (start === undefined) return;
      if ('clientX' in event && dropOnZone([start], event)) {
        void setViewport(viewport);
        return;
      }
      if (slide !== undefined) {
        edit(`Slide ${recordWords(currentDocument(), slide.port)}`, (now) => pinPort(now, slide.port, slide.place));
        return;
      }
      const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] as Touch) : event;
      const end = recordAt(clientX, clientY);
      if (end === undefined || end === start) return;
      const refusal = link(start, end);
      if (refusal) notify(refusal);
    };
    return { onConnectStart, onConnectEnd };
  }, [screenToFlowPosition, getViewport, setViewport, store]);
}

function slideOf(port: Id, at: Point) {
  const document = currentDocument();
  const entry = findEntry(document, port);
  if (entry?.kind !== 'port' || document.view?.locked) return undefined;
  const bar = placeObjects(document).get(entry.record.bridge);
  const place = bar && slidePlace(bar, at);
  return place && { port, place };
}

/** What the line would make if it ended here. */
function hintOf(start: Id, end: Id | undefined) {
  if (end === undefined || end === start) return undefined;
  const plan = planLink(currentDocument(), start, end);
  return 'refusal' in plan
    ? { text: plan.refusal, tone: 'bad' as const, targets: new Map([[end, 'refuse' as const]]) }
    : { text: plan.label, tone: 'good' as const, targets: new Map([[end, 'plug' as const]]) };
}
