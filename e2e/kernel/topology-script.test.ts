import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, runOrThrow } from '../world/run-command.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';
import { Release } from './release.ts';

interface Link {
  readonly ifname: string;
  readonly link?: string;
  readonly master?: string;
  readonly linkinfo?: {
    readonly info_kind?: string;
    readonly info_data?: { readonly ageing_time?: number; readonly stp_state?: number };
  };
}

const EMPTY = 'topology-script';

/** What a namespace holds of the host's own drawing, in a form that two of them can be compared by. */
async function drawn(namespace: string, names: ReadonlySet<string>): Promise<object[]> {
  const links = JSON.parse(await runOrThrow(['ip', '-n', namespace, '-details', '-json', 'link'])) as Link[];
  const addresses = JSON.parse(await runOrThrow(['ip', '-n', namespace, '-json', 'addr'])) as {
    ifname: string;
    addr_info: { family: string; local: string; prefixlen: number }[];
  }[];
  return links
    .filter((link) => names.has(link.ifname))
    .map((link) => ({
      name: link.ifname,
      kind: link.linkinfo?.info_kind,
      peer: link.linkinfo?.info_kind === 'veth' ? link.link : undefined,
      bridge: link.master,
      ageing: link.linkinfo?.info_data?.ageing_time,
      stp: link.linkinfo?.info_data?.stp_state,
      addresses: addresses
        .filter((each) => each.ifname === link.ifname)
        .flatMap((each) => each.addr_info)
        .filter((each) => each.family === 'inet')
        .map((each) => `${each.local}/${each.prefixlen}`),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

// The world builds itself without the release's own script, so each can be held against the other.
describe('topology.sh', () => {
  let world: World;
  let release: Release;

  beforeEach(() => runOrThrow(['ip', 'netns', 'add', EMPTY]));
  afterEach(async () => {
    await world.destroy();
    await release.remove();
    await runCommand(['ip', 'netns', 'del', EMPTY]);
  });

  it.each([
    ['two-bridges', readExample('two-bridges')],
    ['star', readFixture('star')],
    ['bridge-address', readFixture('bridge-address')],
  ] as const)(
    'makes the bridges and veth pairs of %s as drawn, and changes nothing the second time',
    async (_name, document) => {
      const host = document.hosts[0];
      if (host === undefined) throw new Error('the document has no host');
      world = await buildWorld(document, host.id, { mute: true });
      release = await Release.write(document, host.id);
      const names = new Set([
        ...host.bridges.map((bridge) => bridge.name),
        ...host.ports.filter((port) => port.kind === 'veth').map((port) => port.name),
        ...host.interfaces.map((each) => each.name),
      ]);
      const run = () => runOrThrow(['nsenter', `--net=/run/netns/${EMPTY}`, 'sh', `${release.folder}/topology.sh`]);
      await run();
      const once = await drawn(EMPTY, names);
      expect(once).toHaveLength(names.size);
      expect(once).toEqual(await drawn(world.plan.hostNamespace, names));
      await run();
      expect(await drawn(EMPTY, names)).toEqual(once);
    },
  );
});
