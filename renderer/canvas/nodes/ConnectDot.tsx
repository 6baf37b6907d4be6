import { Handle, Position } from '@xyflow/react';
import { Plus } from 'lucide-react';
import type { CSSProperties } from 'react';
import { CONNECT } from '../to-flow.ts';

/** The dot from which a new line is dragged. */
export function ConnectDot({ name, style }: { readonly name: string; readonly style: CSSProperties }) {
  return (
    <Handle
      id={CONNECT}
      type="source"
      position={Position.Top}
      className="connect-dot"
      style={style}
      title={`Drag from here to connect ${name}`}
      aria-label={`Connect ${name}`}
      role="img"
    >
      <Plus size={13} strokeWidth={2.5} aria-hidden />
    </Handle>
  );
}
