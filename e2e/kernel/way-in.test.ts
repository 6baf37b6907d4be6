import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { connect, connectEach, serve } from '../world/talk.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readFixture } from './read-document.ts';
import { Release } from './release.ts';
import { withRunningHost } from './with-release.ts';

const SSH = 22;
const ADMIN = '10.9.9.254';
const HOST = '10.9.9.1';

function withAdmin(document: Document, adminAccess: readonly string[]): Document {
  const hosts = document.hosts.map((host) => ({ ...host, settings: { ...host.settings, adminAccess } }));
  return { ...document, hosts, policies: [] };
}

/** Gives a station an address that the drawing does not know, and the way to the host's, past ARP. */
async function pose(world: World, station: string, bridge: string): Promise<void> {
  const mac = (text: string) => /ether (\S+)/.exec(text)?.[1] ?? '';
  const own = mac((await world.exec(station, ['ip', '-o', 'link', 'show', 'eth0'])).stdout);
  const hosts = mac(await world.onHost(['ip', '-o', 'link', 'show', bridge]));
  await world.exec(station, ['ip', 'addr', 'replace', `${ADMIN}/24`, 'dev', 'eth0']);
  await world.exec(station, ['ip', 'neigh', 'replace', HOST, 'lladdr', hosts, 'dev', 'eth0', 'nud', 'permanent']);
  await world.onHost(['ip', 'neigh', 'replace', ADMIN, 'lladdr', own, 'dev', bridge, 'nud', 'permanent']);
}

describe("the administrator's way in", () => {
  const document = withAdmin(readFixture('nic-two-externals'), [ADMIN]);
  let world: World;
  let release: Release | undefined;
  beforeAll(async () => {
    world = await buildWorld(document, 'vmhost');
    // The bridges have no address in the drawing, but one of them has one: that is how the administrator comes.
    await world.onHost(['ip', 'addr', 'add', `${HOST}/24`, 'dev', 'br0']);
    await serve(world, 'vmhost', SSH);
  });
  afterEach(async () => {
    await release?.run(world, 'stop');
    await release?.remove();
  });
  afterAll(() => world.destroy());

  it.each([
    ['stays open at an address of a bridge that is not drawn', 'gateway', 'HELLO'],
    ['is not open to a guest of that bridge with her address', 'alpha', 'silence'],
  ])('%s', async (_, station, outcome) => {
    await pose(world, station, 'br0');
    expect(await connect(world, station, HOST, SSH, 'hello')).toBe('HELLO');
    release = await Release.write(document, 'vmhost');
    await release.runOrThrow(world, 'start');
    expect(await connect(world, station, HOST, SSH, 'hello')).toBe(outcome);
  });
});

it("a guest may be an administrator at its bridge's address, its neighbours not", async () => {
  const document = withAdmin(readFixture('bridge-address'), ['192.168.122.10/32']);
  await withRunningHost(document, 'vmhost', async (world) => {
    await serve(world, 'vmhost', SSH);
    expect(await connectEach(world, ['a', 'b'], '192.168.122.1', SSH)).toEqual(['HELLO', 'silence']);
  });
});
