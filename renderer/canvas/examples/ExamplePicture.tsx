import { useEffect, useRef, useState } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { boxAround, type Point, type Size } from '../../layout/geometry.ts';
import { useTheme } from '../../state/theme-store.ts';
import { fitView } from '../paint/fit-view.ts';
import { paintScene } from '../paint/paint-scene.ts';
import { readPalette } from '../paint/palette.ts';
import type { Scene } from '../paint/scene.ts';
import { exampleScene } from './example-scene.ts';

/** Sharp on dense screens too. */
const DENSITY = 2;
/** So that all examples are drawn at much the same scale. */
const ROOM = { margin: 30, least: 800 };
const NOTHING: ReadonlySet<Id> = new Set();
const NOWHERE: ReadonlyMap<Id, Point> = new Map();

interface ExamplePictureProps {
  readonly id: string;
  /** In pixels of the window. */
  readonly size: Size;
}

/** What an example draws, small, in the colours of the window. */
export function ExamplePicture({ id, size }: ExamplePictureProps) {
  const theme = useTheme((state) => state.theme);
  const picture = useRef<HTMLCanvasElement>(null);
  const scene = useExampleScene(id);
  const { width, height } = size;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours.
  useEffect(() => {
    const context = picture.current?.getContext('2d');
    if (!context || !scene) return;
    const view = fitView(boxAround([...scene.boxes, ...scene.regions]), { width, height }, ROOM);
    context.setTransform(DENSITY, 0, 0, DENSITY, 0, 0);
    context.clearRect(0, 0, width, height);
    paintScene(context, scene, {
      palette: readPalette(),
      view,
      zoom: width / view.width,
      selection: NOTHING,
      lit: NOTHING,
      overlay: NOWHERE,
      except: NOTHING,
    });
  }, [scene, width, height, theme]);
  return (
    <canvas
      ref={picture}
      className="example-picture"
      width={width * DENSITY}
      height={height * DENSITY}
      style={{ height }}
      aria-hidden
    />
  );
}

function useExampleScene(id: string): Scene | undefined {
  const [scene, setScene] = useState<Scene | undefined>(undefined);
  useEffect(() => {
    let shown = true;
    void exampleScene(id).then((read) => shown && setScene(read));
    return () => {
      shown = false;
    };
  }, [id]);
  return scene;
}
