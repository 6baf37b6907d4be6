import type { OnConnectEnd, OnConnectStart } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { link } from '../../state/link-edits.ts';
import { notify } from '../../state/notice-store.ts';
import { CONNECT } from '../to-flow.ts';
import { recordAt } from './drop-target.ts';

/** Drawing a line from a socket or a connect dot; it may end on a socket or anywhere on a node. */
export function useConnecting() {
  const from = useRef<Id | undefined>(undefined);
  return useMemo(() => {
    const onConnectStart: OnConnectStart = (_, { nodeId, handleId }) => {
      from.current = handleId && handleId !== CONNECT ? handleId : (nodeId ?? undefined);
    };
    const onConnectEnd: OnConnectEnd = (event) => {
      const start = from.current;
      from.current = undefined;
      if (start === undefined) return;
      const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] as Touch) : event;
      const end = recordAt(clientX, clientY);
      if (end === undefined || end === start) return;
      const refusal = link(start, end);
      if (refusal) notify(refusal);
    };
    return { onConnectStart, onConnectEnd };
  }, []);
}
