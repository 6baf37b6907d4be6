import { afterEach, describe, expect, it } from 'vitest';
import { type Document, emptyDocument, type Protect, type Settings } from '../../../shared/document/document.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { BROADCAST_MAC, ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import { groupMac } from '../../world/frames/neighbour.ts';
import { addressOctets, macOctets, word } from '../../world/frames/octets.ts';
import type { Ends } from '../../world/frames/transport.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';
import { advertisementOf, linkLocal, marker, type Party, type Ports, packetFrame, udpPacket } from './messages.ts';
import { exchange, partyOf } from './run-attacks.ts';

const RARP = 0x8035;

/**
 * As dnsmasq serves on one interface: answers every question to everybody, and over IPv6 to the address that is given. It
 * prints what it was asked.
 */
const SERVE = `
import socket, sys, threading
device, peer = sys.argv[1:3]
def serve(family, port, answer):
    server = socket.socket(family, socket.SOCK_DGRAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device.encode())
    if family == socket.AF_INET6:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(family, "ff02::1:2") + socket.if_nametoindex(device).to_bytes(4, sys.byteorder))
    server.bind(("", port))
    while True:
        server.recvfrom(2048)
        try: server.sendto(b"BWANSWER", answer)
        except OSError as error: print(error, flush=True)
for each in ((socket.AF_INET, 67, ("255.255.255.255", 68)), (socket.AF_INET6, 547, (peer, 546))):
    threading.Thread(target=serve, args=each).start()
print("ready", flush=True)
`;

let world: World;
let release: Release;
let agent: FrameAgent;

afterEach(async () => {
  await world.destroy();
  await release.remove();
});

async function open(document: Document, host: string): Promise<void> {
  world = await buildWorld(document, host, { mute: true });
  release = await Release.write(document, host);
  await release.runOrThrow(world, 'start');
  agent = await world.frames();
}

/** The attack document with other switches at some ports. */
function switched(protect: Readonly<Record<string, Protect>>, settings: Settings): Document {
  const document = attackDocument({}, settings);
  const hosts = document.hosts.map((host) => ({
    ...host,
    ports: host.ports.map((port) => ({ ...port, protect: protect[port.name] ?? port.protect ?? {} })),
  }));
  return { ...document, hosts };
}

function datagram(from: Party, mac: string, ends: Ends, ports: Ports): Buffer {
  return packetFrame(from, mac, udpPacket(ends, ports, marker(0x0bca)));
}

/** Which of the parties see what one of them sends. */
async function reaches(from: Party, octets: Buffer): Promise<string[]> {
  const captured = await exchange(world, agent, [{ device: from.key, octets }]);
  const keys = captured.filter((each) => each.octets.equals(octets)).map(({ key }) => key);
  return [...new Set(keys)].filter((key) => key.startsWith('kali')).sort();
}

describe.each(['iptables', 'nftables'] as const)('with rules for %s', (backend) => {
  it('broadcast and multicast go from marked ports to marked ports, and nowhere else', async () => {
    const on: Protect = { broadcast: true, multicast: true };
    await open(switched({ vk42: on, vk63: on }, { backend }), 'mytux');
    const [marked, other] = [partyOf(world, 'kali3'), partyOf(world, 'kali4')];
    const words = (from: Party, own = from): readonly Buffer[] => [
      datagram(from, BROADCAST_MAC, { from: own.ipv4, to: '255.255.255.255' }, [9999, 9999]),
      datagram(from, BROADCAST_MAC, { from: own.ipv4, to: '192.168.50.255' }, [9999, 9999]),
      datagram(from, '01:00:5e:00:00:fb', { from: own.ipv4, to: '224.0.0.251' }, [5353, 5353]),
      datagram(from, groupMac('ff02::fb'), { from: linkLocal(own), to: 'ff02::fb' }, [5353, 5353]),
    ];
    for (const frame of words(marked)) expect(await reaches(marked, frame)).toEqual(['kali2']);
    for (const frame of words(other)) expect(await reaches(other, frame)).toEqual([]);
    // The switch opens a way for one's own words, not for those of others and not for a router's.
    for (const frame of words(marked, other)) expect(await reaches(marked, frame)).toEqual([]);
    expect(await reaches(marked, advertisementOf(marked))).toEqual([]);
  });

  it('a migration is announced by a marked port alone, in the name of its own guest, and nobody answers', async () => {
    await open(switched({ vk64: { migration: true } }, { backend }), 'mytux');
    const [marked, other] = [partyOf(world, 'kali4'), partyOf(world, 'kali5')];
    const announcement = (from: Party, operation: number, source = from.mac) => {
      const nobody = addressOctets('0.0.0.0');
      const mac = macOctets(source);
      const head = [word(1), word(ETHERTYPE.ipv4), Buffer.from([6, 4]), word(operation)];
      const payload = Buffer.concat([...head, mac, nobody, mac, nobody, Buffer.alloc(18)]);
      return ethernetFrame({ destination: BROADCAST_MAC, source, ethertype: RARP, payload });
    };
    expect(await reaches(marked, announcement(marked, 3))).toEqual(['kali2', 'kali3', 'kali5']);
    expect(await reaches(marked, announcement(marked, 4))).toEqual([]);
    expect(await reaches(marked, announcement(marked, 3, other.mac))).toEqual([]);
    expect(await reaches(other, announcement(other, 3))).toEqual([]);
  });

  describe('the host as DHCP server', () => {
    /** Who has heard an answer to a question that one of the parties asks. */
    async function answered(from: Party, question: Buffer): Promise<string[]> {
      const { captured } = await agent.exchange({
        sends: [{ device: from.key, octets: question }],
        sentinels: [],
        settle: 0.3,
      });
      const keys = captured.filter(({ octets }) => octets.includes('BWANSWER')).map(({ key }) => key);
      return [...new Set(keys)].filter((key) => !key.startsWith('crossing:')).sort();
    }
    const discover = (from: Party) =>
      datagram(from, BROADCAST_MAC, { from: '0.0.0.0', to: '255.255.255.255' }, [68, 67]);
    const solicit = (from: Party) =>
      datagram(from, groupMac('ff02::1:2'), { from: linkLocal(from), to: 'ff02::1:2' }, [546, 547]);

    async function serve(device: string, client: Party): Promise<void> {
      const server = world.start(world.plan.network.host.id, ['python3', '-c', SERVE, device, client.ipv6]);
      await new Promise((resolve) => server.stdout?.once('data', resolve));
    }

    it('on a bridge with an address of its own, as libvirt sets it up, answers those who may ask', async () => {
      await open(defaultNetwork({ backend }), 'vmhost');
      const [client, other] = [partyOf(world, 'a'), partyOf(world, 'b')];
      await serve('virbr0', client);
      expect(await answered(client, discover(client))).toContain('a');
      expect(await answered(client, solicit(client))).toEqual(['a']);
      expect(await answered(other, discover(other))).toEqual([]);
      expect(await answered(other, solicit(other))).toEqual([]);
    });

    it('behind a veth pair whose port is marked, answers those who may ask and nobody else', async () => {
      const protect = { vk42: {}, vmh1: { dhcpServer: true } };
      await open(switched(protect, { backend }), 'mytux');
      const [client, other] = [partyOf(world, 'kali3'), partyOf(world, 'kali4')];
      await serve('vmh2', client);
      expect(await answered(client, discover(client))).toEqual(['kali3', 'kali5']);
      expect(await answered(client, solicit(client))).toEqual(['kali3']);
      expect(await answered(other, discover(other))).toEqual([]);
    });
  });
});

/** libvirt's default network: one bridge with the host's address, guests behind taps; `a` may ask for its address. */
function defaultNetwork(settings: Settings): Document {
  const guest = (name: string, n: number) => ({
    id: name,
    name,
    nics: [{ port: `vnet${n}`, mac: `52:54:00:00:00:0${n}`, addresses: [`192.168.122.1${n}`, `fd00:122::1${n}`] }],
  });
  return {
    ...emptyDocument('default network'),
    hosts: [
      {
        id: 'vmhost',
        name: 'vmhost',
        role: 'hypervisor',
        bridges: [{ id: 'virbr0', name: 'virbr0', ageing: 300 }],
        ports: [
          { id: 'vnet1', name: 'vnet1', kind: 'tap', bridge: 'virbr0', protect: { dhcpClient: true } },
          { id: 'vnet2', name: 'vnet2', kind: 'tap', bridge: 'virbr0' },
        ],
        interfaces: [
          { id: 'own', name: 'virbr0', kind: 'ethernet', addresses: ['192.168.122.1/24', 'fd00:122::1/64'] },
        ],
        settings,
      },
    ],
    guests: [guest('a', 1), guest('b', 2)],
  };
}
