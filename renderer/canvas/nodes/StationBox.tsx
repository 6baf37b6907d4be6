import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Globe, type LucideIcon, Monitor } from 'lucide-react';
import { memo } from 'react';
import type { Anchor } from '../../layout/anchor-layout.ts';
import type { ExternalNode, GuestNode } from '../to-flow.ts';
import { ConnectDot } from './ConnectDot.tsx';
import { NodeMark } from './NodeMark.tsx';
import { NodeName } from './NodeName.tsx';
import { useBoxLook } from './use-box-look.ts';

const POSITIONS = { top: Position.Top, right: Position.Right, bottom: Position.Bottom, left: Position.Left } as const;

/** A VM or container. */
export const GuestBox = memo(function GuestBox({ id, data }: NodeProps<GuestNode>) {
  const { guest, anchors } = data;
  const addresses = guest.nics.flatMap((nic) => nic.addresses);
  const detail = guest.nics.length === 0 ? 'not connected' : addressWords(addresses);
  const idle = guest.nics.length === 0 ? ' is-idle' : '';
  return (
    <Station
      id={id}
      name={guest.name}
      label="Guest"
      Icon={Monitor}
      detail={detail}
      className={`guest-box${idle}`}
      anchors={anchors}
    />
  );
});

/** A machine beyond a physical NIC. */
export const ExternalBox = memo(function ExternalBox({ id, data }: NodeProps<ExternalNode>) {
  const { external, anchors } = data;
  return (
    <Station
      id={id}
      name={external.name}
      label="External"
      Icon={Globe}
      detail={addressWords(external.addresses)}
      className="external-box"
      anchors={anchors}
    />
  );
});

interface StationProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly Icon: LucideIcon;
  readonly detail: string;
  readonly className: string;
  readonly anchors: readonly Anchor[];
}

function Station({ id, name, label, Icon, detail, className, anchors }: StationProps) {
  const look = useBoxLook(id);
  return (
    <div className={`box station-box ${className}${look}`}>
      <span className="box-icon">
        <Icon size={17} aria-hidden />
      </span>
      <span className="box-text">
        <NodeName id={id} name={name} label={label} />
        <span className="box-detail mono" title={detail}>
          {detail}
        </span>
      </span>
      <NodeMark id={id} />
      {anchors.map((anchor) => (
        <Handle
          key={anchor.id}
          id={anchor.id}
          type="source"
          position={POSITIONS[anchor.side]}
          className="anchor"
          style={{ left: anchor.x, top: anchor.y }}
          isConnectable={false}
        />
      ))}
      <ConnectDot name={name} style={{ right: 8, top: -11 }} />
    </div>
  );
}

function addressWords(addresses: readonly string[]): string {
  const [first, ...more] = addresses;
  if (first === undefined) return 'no address';
  return more.length === 0 ? first : `${first} +${more.length}`;
}
