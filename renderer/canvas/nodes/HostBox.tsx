import type { NodeProps } from '@xyflow/react';
import { Laptop, Server } from 'lucide-react';
import { memo } from 'react';
import { shownInterfaces } from '../../layout/sizes.ts';
import { select } from '../../state/selection-store.ts';
import type { HostNode } from '../to-flow.ts';
import { ConnectDot } from './ConnectDot.tsx';
import { NodeMark } from './NodeMark.tsx';
import { NodeName } from './NodeName.tsx';
import { Socket } from './Socket.tsx';
import { useBoxLook } from './use-box-look.ts';

/** A managed machine with its own interfaces. */
export const HostBox = memo(function HostBox({ id, data }: NodeProps<HostNode>) {
  const { host, sockets } = data;
  const look = useBoxLook(id);
  const Icon = host.role === 'workstation' ? Laptop : Server;
  const interfaces = shownInterfaces(host);
  const wired = new Set(sockets.map((socket) => socket.id));
  return (
    <div className={`box host-box${look}`}>
      <div className="host-head">
        <span className="box-icon">
          <Icon size={18} aria-hidden />
        </span>
        <span className="box-text">
          <NodeName id={id} name={host.name} label="Host" />
          <span className="box-detail">{host.role === 'workstation' ? 'workstation' : 'hypervisor'}</span>
        </span>
        <NodeMark id={id} />
      </div>
      {interfaces.length > 0 && (
        <ul className="host-rows">
          {interfaces.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="host-row nodrag"
                // One that is wired has its socket to be reached by.
                {...(wired.has(one.id) ? { tabIndex: -1 } : { 'data-record': one.id })}
                aria-label={`Address of ${one.name}`}
                onClick={(event) => {
                  event.stopPropagation();
                  select([one.id]);
                }}
              >
                <span>{one.name}</span>
                <span className="host-row-address">{one.addresses[0] ?? 'no address'}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {sockets.map((socket) => (
        <Socket key={socket.id} socket={socket} />
      ))}
      <ConnectDot name={host.name} style={{ right: 12, top: -11 }} />
    </div>
  );
});
