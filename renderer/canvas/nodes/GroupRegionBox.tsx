import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { GROUP_LABEL } from '../../layout/group-layout.ts';
import type { GroupNode } from '../to-flow.ts';
import { NodeMark } from './NodeMark.tsx';
import { NodeName } from './NodeName.tsx';
import { useBoxLook } from './use-box-look.ts';

/** A group: a tinted region behind its members. Only its label takes the mouse, so that members stay reachable. */
export const GroupRegionBox = memo(function GroupRegionBox({ id, data }: NodeProps<GroupNode>) {
  const { group, region } = data;
  const look = useBoxLook(id);
  const [first] = region.pieces;
  return (
    <div className={`group-box hue-${region.hue}${look}`}>
      {region.pieces.map((piece) => (
        <div
          key={`${piece.x},${piece.y}`}
          className="group-piece"
          style={{ left: piece.x, top: piece.y, width: piece.width, height: piece.height }}
        />
      ))}
      {first && (
        <div
          className="group-label"
          style={{ left: first.x + 8, top: first.y + first.height - GROUP_LABEL - 1, maxWidth: first.width - 16 }}
        >
          <span className="group-dot" aria-hidden />
          <NodeName id={id} name={group.name} label="Group" />
          <span className="group-count">{group.members.length}</span>
          <NodeMark id={id} />
        </div>
      )}
    </div>
  );
});
