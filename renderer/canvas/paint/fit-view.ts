import { type Box, grow, type Size } from '../../layout/geometry.ts';

const NOTHING: Box = { x: 0, y: 0, width: 400, height: 300 };

interface Room {
  /** Around all that is drawn, in canvas units. */
  readonly margin: number;
  /** How much is seen at least from side to side, so that two boxes do not fill the picture. */
  readonly least?: number;
}

/** What is seen of the canvas when all that is drawn shall be, with some room, in a picture of this shape. */
export function fitView(drawn: Box | undefined, shape: Size, { margin, least = 0 }: Room): Box {
  const box = grow(drawn ?? NOTHING, margin);
  const width = Math.max(least, box.width, (box.height * shape.width) / shape.height);
  const height = (width * shape.height) / shape.width;
  return { x: box.x - (width - box.width) / 2, y: box.y - (height - box.height) / 2, width, height };
}
