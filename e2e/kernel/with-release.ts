import type { Document, Profile, ScriptStyle } from '../../shared/document/document.ts';
import { buildWorld, type World, type WorldOptions } from '../world/world.ts';
import { Release } from './release.ts';

interface Form {
  readonly style?: ScriptStyle | undefined;
  readonly profile?: Profile | undefined;
}

/** Runs something while a world's host runs what the document compiles to, and stops that again whatever came of it. */
export async function withRelease<T>(
  world: World,
  document: Document,
  run: (release: Release) => Promise<T>,
  { style, profile }: Form = {},
): Promise<T> {
  const release = await Release.write(document, world.plan.network.host.id, style, profile);
  try {
    await release.runOrThrow(world, 'start');
    return await run(release);
  } finally {
    await release.run(world, 'stop');
    await release.remove();
  }
}

/** Builds what the document draws around one host, runs something in it and takes it down, whatever came of it. */
export async function withWorld<T>(
  document: Document,
  host: string,
  run: (world: World) => Promise<T>,
  options?: WorldOptions,
): Promise<T> {
  const world = await buildWorld(document, host, options);
  try {
    return await run(world);
  } finally {
    await world.destroy();
  }
}

/** Runs something while the host that a document draws runs what it compiles to, in a world of its own. */
export function withRunningHost<T>(
  document: Document,
  host: string,
  run: (world: World) => Promise<T>,
  options: Form & WorldOptions = {},
): Promise<T> {
  return withWorld(document, host, (world) => withRelease(world, document, () => run(world), options), options);
}
