import { Handle, Position } from '@xyflow/react';
import { type MouseEvent, memo } from 'react';
import { SocketIcon } from '../../controls/SocketIcon.tsx';
import type { SocketView } from '../../layout/layout-canvas.ts';
import { useResults } from '../../state/results-store.ts';
import { select, toggleSelected, useSelection } from '../../state/selection-store.ts';
import { useBoxLook } from './use-box-look.ts';

const POSITIONS = { top: Position.Top, right: Position.Right, bottom: Position.Bottom, left: Position.Left } as const;

const ROLE_WORDS = {
  guest: 'guest port: one guest stands behind it',
  border: 'border port: it leads to another bridge, the host or the outside',
  unused: 'unused port: nothing is drawn behind it',
} as const;

const KIND_WORDS = { tap: 'tap', veth: 'veth', nic: 'NIC', interface: 'host interface' } as const;

/** A port (or a host's interface) on the edge of its node: click to select it, drag from it to make a link. */
export const Socket = memo(function Socket({ socket }: { readonly socket: SocketView }) {
  const { id, name, side, kind, role, x, y, width, height } = socket;
  const selected = useSelection((state) => state.ids.includes(id));
  const look = useBoxLook(id);
  const mark = useResults((state) => state.marks.get(id));
  const choose = (event: MouseEvent) => {
    event.stopPropagation();
    if (event.shiftKey || event.ctrlKey || event.metaKey) toggleSelected(id);
    else select([id]);
  };
  const classes = ['socket', `socket-${kind}`, `role-${role}`, `side-${side}`, 'nodrag'];
  if (selected) classes.push('is-selected');
  if (mark) classes.push(`has-${mark}`);
  const word = kind === 'interface' ? 'Interface' : 'Port';
  return (
    <Handle
      id={id}
      type="source"
      position={POSITIONS[side]}
      className={`${classes.join(' ')}${look}`}
      style={{ left: x, top: y, width, height }}
      role="button"
      tabIndex={0}
      aria-label={`${word} ${name}`}
      aria-pressed={selected}
      title={`${name}: ${KIND_WORDS[kind]}${kind === 'interface' ? '' : `, ${ROLE_WORDS[role]}`}`}
      data-record={id}
      onClick={choose}
    >
      <SocketIcon kind={kind} />
      <span className="socket-name">{name}</span>
    </Handle>
  );
});
