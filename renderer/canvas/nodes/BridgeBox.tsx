import type { NodeProps } from '@xyflow/react';
import { Network } from 'lucide-react';
import { memo } from 'react';
import { countWords } from '../../../shared/document/describe.ts';
import type { BridgeNode } from '../to-flow.ts';
import { ConnectDot } from './ConnectDot.tsx';
import { NodeMark } from './NodeMark.tsx';
import { NodeName } from './NodeName.tsx';
import { Socket } from './Socket.tsx';
import { useBoxLook } from './use-box-look.ts';

/** A bridge: a wide bar with its ports as sockets on the edge. */
export const BridgeBox = memo(function BridgeBox({ id, data }: NodeProps<BridgeNode>) {
  const { bridge, hostName, address, sockets } = data;
  const look = useBoxLook(id);
  const details = [hostName && `on ${hostName}`, address, bridge.stp && 'STP'].filter(Boolean).join(' · ');
  return (
    <div className={`box bridge-box${look}`}>
      <span className="box-icon">
        <Network size={18} aria-hidden />
      </span>
      <span className="box-text">
        <NodeName id={id} name={bridge.name} label="Bridge" />
        <span className="box-detail">
          {details || (sockets.length === 0 ? 'no ports yet' : countWords(sockets.length, 'port'))}
        </span>
      </span>
      <NodeMark id={id} />
      {sockets.map((socket) => (
        <Socket key={socket.id} socket={socket} />
      ))}
      <ConnectDot name={bridge.name} style={{ right: 12, top: 19 }} />
    </div>
  );
});
