import type { Size } from '../../layout/geometry.ts';

/** Chromium draws nothing on a canvas with a longer side, or with more pixels in all. */
const LONGEST = 16_384;
const MOST_PIXELS = 120_000_000;

/** How many pixels a unit of the drawing may have at most. */
export function largestScale({ width, height }: Size, wanted: number): number {
  const bySide = LONGEST / Math.max(width, height, 1);
  const byArea = Math.sqrt(MOST_PIXELS / Math.max(width * height, 1));
  return Math.min(wanted, bySide, byArea);
}

/** An SVG as PNG, drawn by the browser itself. */
export async function drawPng(svg: string, size: Size, scale: number): Promise<Blob> {
  const picture = new Image();
  // Not a blob: the content security policy lets pictures come from `data:` alone.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(size.width * scale);
  canvas.height = Math.round(size.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This window cannot draw pictures: export the drawing as SVG.');
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The picture is too large for this window: export the drawing as SVG.'));
    }, 'image/png');
  });
}
