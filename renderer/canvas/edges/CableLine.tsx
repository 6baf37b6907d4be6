import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { useSelection } from '../../state/selection-store.ts';
import type { CableEdge } from '../to-flow.ts';

/** A line: thin from a guest to its tap, a thick cable for a veth pair, dashed to the outside. */
export const CableLine = memo(function CableLine(props: EdgeProps<CableEdge>) {
  const { id, data, selected, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const ports = data?.cable.ports;
  const lit = useSelection((state) => ports?.some((port) => state.lit.includes(port)) ?? false);
  if (!data) return undefined;
  const { kind, role } = data.cable;
  const [path] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, curvature: 0.32 });
  const classes = `cable cable-${kind} role-${role}${selected ? ' is-selected' : ''}${lit ? ' is-lit' : ''}`;
  return (
    <g className={classes}>
      {kind === 'veth' && <path d={path} className="cable-casing" fill="none" />}
      <BaseEdge id={id} path={path} className="cable-core" interactionWidth={16} />
    </g>
  );
});
