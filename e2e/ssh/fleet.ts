import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, emptyDocument } from '../../shared/document/document.ts';
import { assertOwnNamespace } from '../world/assert-namespace.ts';
import { runOrThrow } from '../world/run-command.ts';
import { SshHost } from './ssh-host.ts';

/** Hosts with an sshd, a bridge and two taps each, every one in a network namespace of its own; and a drawing of all. */
export class Fleet {
  readonly hosts: readonly SshHost[];
  /** The administrator's ssh configuration for all of them, as `config`. */
  readonly folder = mkdtempSync(join(tmpdir(), 'bridgewarden-fleet-'));

  private constructor(hosts: readonly SshHost[]) {
    this.hosts = hosts;
    const blocks = hosts.map(
      ({ address, folder }) =>
        `Host ${address}\n  IdentityFile ${join(folder, 'user-key')}\n  UserKnownHostsFile ${join(folder, 'known_hosts')}\n`,
    );
    const common = 'Host *\n  IdentitiesOnly yes\n  IdentityAgent none\n  GlobalKnownHostsFile /dev/null\n';
    writeFileSync(join(this.folder, 'config'), blocks.join('') + common);
  }

  static async build(count: number): Promise<Fleet> {
    assertOwnNamespace();
    const hosts: SshHost[] = [];
    try {
      for (let index = 1; index <= count; index += 1) hosts.push(await startHost(index));
      return new Fleet(hosts);
    } catch (error) {
      await Promise.all(hosts.map((host) => host.stop()));
      throw error;
    }
  }

  async destroy(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.stop()));
    for (const [index] of this.hosts.entries()) await runOrThrow(['ip', 'netns', 'del', networkOf(index + 1)]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const networkOf = (index: number) => `fleet${index}`;
const addressOf = (index: number) => `10.77.${index}.2`;

async function startHost(index: number): Promise<SshHost> {
  const network = networkOf(index);
  await runOrThrow(['ip', 'netns', 'add', network]);
  const inside = `
ip link set lo up
ip addr add ${addressOf(index)}/24 dev mgmt0
ip link set mgmt0 up
ip link add br0 type bridge
ip link set br0 up
for tap in vnet0 vnet1; do ip link add $tap type veth peer name far-$tap; ip link set $tap master br0 up; done`;
  await runOrThrow(['ip', 'link', 'add', `mgmt${index}`, 'type', 'veth', 'peer', 'name', 'mgmt0', 'netns', network]);
  await runOrThrow(['ip', 'addr', 'add', `10.77.${index}.1/24`, 'dev', `mgmt${index}`]);
  await runOrThrow(['ip', 'link', 'set', `mgmt${index}`, 'up']);
  await runOrThrow(['ip', 'netns', 'exec', network, 'sh', '-euc', inside]);
  return SshHost.start(network, addressOf(index));
}

/** The drawing of a fleet: on each host two guests that may ping each other. */
export function fleetDocument(count: number): Document {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const taps = [0, 1];
  return {
    ...emptyDocument('A fleet'),
    hosts: numbers.map((host) => ({
      ...{ id: `host${host}`, name: `host${host}`, role: 'hypervisor' as const, interfaces: [] },
      connection: { address: addressOf(host), user: 'root' },
      bridges: [{ id: `br${host}`, name: 'br0' }],
      ports: taps.map((tap) => ({
        id: `p${host}-${tap}`,
        name: `vnet${tap}`,
        kind: 'tap' as const,
        bridge: `br${host}`,
      })),
    })),
    guests: numbers.flatMap((host) =>
      taps.map((tap) => ({
        id: `g${host}-${tap}`,
        name: `guest${host}-${tap}`,
        nics: [
          {
            port: `p${host}-${tap}`,
            mac: `52:54:00:00:${host.toString(16).padStart(2, '0')}:0${tap}`,
            addresses: [`10.88.${host}.1${tap}`],
          },
        ],
      })),
    ),
    services: [{ id: 'ping', name: 'ping', protocol: 'icmp' }],
    policies: numbers.map((host) => ({
      ...{ id: `policy${host}`, name: `policy${host}`, kind: 'main' as const, attach: { host: `host${host}` } },
      rules: [
        {
          id: `r${host}`,
          action: 'accept' as const,
          source: [`g${host}-0`],
          destination: [`g${host}-1`],
          service: ['ping'],
        },
      ],
    })),
  };
}
