import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Id } from '../../shared/document/document.ts';
import type { World } from './world.ts';

const TALK = fileURLToPath(new URL('./talk.py', import.meta.url));
const PYTHON = ['/usr/bin/python3', '-I', '-B', TALK];

/** Pings an address from a station, with the station's own kernel and ARP cache. */
export function ping(world: World, from: Id, address: string): Promise<string> {
  return ask(world, from, ['ping', address]);
}

/** Pings, each with what becomes of it. */
export type Pings = readonly (readonly [from: Id, to: string, outcome: string])[];

/**
 * Pings from each station to the address that the other end's name stands for. One after the other: who asks waits for what
 * his own packets bring about, and not for an ARP answer that somebody else has asked for.
 */
export async function pingEach(
  world: World,
  pings: Pings,
  addresses: Readonly<Record<string, string>>,
): Promise<Pings> {
  const outcomes: [Id, string, string][] = [];
  for (const [from, to] of pings) outcomes.push([from, to, await ping(world, from, addresses[to] ?? '')]);
  return outcomes;
}

/** Opens a TCP connection from each station, one after the other as {@link pingEach} does; gives what `connect` gives. */
export async function connectEach(
  world: World,
  stations: readonly Id[],
  address: string,
  port: number,
): Promise<string[]> {
  const outcomes: string[] = [];
  for (const from of stations) outcomes.push(await connect(world, from, address, port, 'hello'));
  return outcomes;
}

/** Opens a TCP connection; gives what the other end sends back, or `refused`, or `silence`. */
export function connect(world: World, from: Id, address: string, port: number, text: string): Promise<string> {
  return ask(world, from, ['tcp', address, String(port), text]);
}

/** Starts a server at a station that sends everything back in upper case; resolves when it listens. */
export function serve(world: World, at: Id, port: number): Promise<void> {
  return startReady(world, at, ['serve', String(port)]);
}

/** Starts arpspoof's work at a station: it tells `target` that `victim`'s address is here. Resolves when it has begun. */
export function poison(world: World, at: Id, target: string, victim: string): Promise<void> {
  return startReady(world, at, ['poison', target, victim]);
}

async function ask(world: World, station: Id, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await world.exec(station, [...PYTHON, ...args]);
  if (code !== 0) throw new Error(`talk.py ${args.join(' ')} at ${station} ended with ${code}: ${stderr}`);
  return stdout.trim();
}

async function startReady(world: World, station: Id, args: readonly string[]): Promise<void> {
  const child = world.start(station, [...PYTHON, ...args]);
  if (child.stdout === null) throw new Error('no output to read');
  for await (const line of createInterface({ input: child.stdout })) if (line === 'ready') return;
  throw new Error(`talk.py ${args.join(' ')} ended at ${station} before it was ready`);
}
