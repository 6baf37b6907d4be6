import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Document } from '../../shared/document/document.ts';
import { layoutCanvas } from '../layout/layout-canvas.ts';
import { topologyOf } from '../state/results-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { useTheme } from '../state/theme-store.ts';
import { useDetail } from './detail-store.ts';
import { type NearNodes, nearNodes } from './near-nodes.ts';
import { useOverlay } from './overlay-store.ts';
import { paintScene } from './paint/paint-scene.ts';
import { type Palette, readPalette } from './paint/palette.ts';
import { sceneOf } from './paint/scene.ts';

const LABEL = 11;

/** The drawing from afar, painted: thousands of shapes cost one frame's work, not thousands of elements. */
export function FarView({ document }: { readonly document: Document }) {
  const drawn = useRef(document);
  const paintSoon = useRef<() => void>(undefined);
  const picture = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    let palette: Palette = readPalette();
    let frame = 0;
    let near: NearNodes | undefined;
    const paint = () => {
      frame = 0;
      const canvas = picture.current;
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return;
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const density = devicePixelRatio;
      if (canvas.width !== Math.round(width * density) || canvas.height !== Math.round(height * density)) {
        canvas.width = Math.round(width * density);
        canvas.height = Math.round(height * density);
      }
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, width, height);
      const { ids, lit } = useSelection.getState();
      near = nearNodes(ids, useDetail.getState().near, near);
      const now = drawn.current;
      paintScene(context, sceneOf(now, layoutCanvas(now, topologyOf(now))), {
        palette,
        view: { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom },
        zoom,
        selection: new Set(ids),
        lit: new Set(lit),
        overlay: useOverlay.getState().positions,
        except: near.ids,
        label: LABEL,
      });
    };
    const ask = () => {
      frame ||= requestAnimationFrame(paint);
    };
    const ends = [
      store.subscribe((now, before) => {
        if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height) ask();
      }),
      useSelection.subscribe(ask),
      useOverlay.subscribe(ask),
      useDetail.subscribe(ask),
      useTheme.subscribe(() => {
        palette = readPalette();
        ask();
      }),
    ];
    paintSoon.current = ask;
    // At once, so that nothing flashes when the elements give way.
    paint();
    return () => {
      cancelAnimationFrame(frame);
      for (const end of ends) end();
    };
  }, [store]);
  useEffect(() => {
    drawn.current = document;
    paintSoon.current?.();
  }, [document]);
  return <canvas ref={picture} className="far-view" aria-hidden />;
}
