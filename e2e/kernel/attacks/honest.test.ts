import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BROADCAST_MAC } from '../../world/frames/ethernet.ts';
import { groupMac, neighbourFrame } from '../../world/frames/neighbour.ts';
import type { Ends } from '../../world/frames/transport.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';
import {
  advertisementOf,
  linkLocal,
  marker,
  type Party,
  type Ports,
  packetFrame,
  solicitation,
  udpPacket,
} from './messages.ts';
import { exchange, partyOf } from './run-attacks.ts';

const SERVE = `
import socket, threading
for family, address in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
    server = socket.socket(family)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6: server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    server.bind((address, 80))
    server.listen()
    def answer(server=server):
        while True:
            with server.accept()[0] as peer: peer.sendall(b"hello")
    threading.Thread(target=answer).start()
print("ready", flush=True)
`;
// An ordinary system may lack ping(8).
const PING = `
import socket, struct, sys
address = sys.argv[1]
v6 = ":" in address
body = struct.pack("!HH", 7, 1) + b"hello"
def summed(data):
    total = sum(struct.unpack("!%dH" % ((len(data) + 1) // 2), data + bytes(len(data) % 2)))
    while total >> 16: total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff
head = bytes([128 if v6 else 8, 0])
check = 0 if v6 else summed(head + bytes(2) + body)
echo = socket.socket(socket.AF_INET6 if v6 else socket.AF_INET, socket.SOCK_RAW, 58 if v6 else 1)
echo.settimeout(5)
echo.sendto(head + struct.pack("!H", check) + body, (address, 0))
while True:
    data, (sender, *_) = echo.recvfrom(2048)
    if sender == address and data[0 if v6 else 20] == (129 if v6 else 0): break
print("alive")
`;
const ASK = `
import socket, sys
with socket.create_connection((sys.argv[1], 80), 5) as peer: print(peer.recv(5).decode())
`;

/** One back end with bridges as they come, the other with hardened ones: neither may keep honest guests from each other. */
const CASES = [
  ['iptables', {}],
  ['nftables', { staticFdb: true, learningOff: true, floodOff: true, rootBlock: true }],
] as const;

describe.each(CASES)('with rules for %s and bridges with %j, honest guests', (backend, hardening) => {
  let world: World;
  let release: Release;
  const open = async (mute: boolean) => {
    const document = attackDocument({}, { backend }, false, hardening);
    world = await buildWorld(document, 'mytux', { mute });
    release = await Release.write(document, 'mytux');
    await release.runOrThrow(world, 'start');
  };
  afterEach(async () => {
    await world.destroy();
    await release.remove();
  });

  describe('with kernels of their own', () => {
    beforeEach(() => open(false));

    it('ping each other and the host, and speak TCP, in both families', async () => {
      const server = world.start('kali2', ['python3', '-c', SERVE]);
      await new Promise((resolve) => server.stdout?.once('data', resolve));
      const pings = ['192.168.50.12', '192.168.50.13', '192.168.50.1', 'fd00:50::12', 'fd00:50::13', 'fd00:50::1'];
      const answers = await Promise.all(pings.map((to) => world.exec('kali5', ['python3', '-c', PING, to])));
      expect(answers.map(({ stdout }, index) => [pings[index], stdout])).toEqual(pings.map((to) => [to, 'alive\n']));
      for (const address of ['192.168.50.12', 'fd00:50::12']) {
        expect((await world.exec('kali5', ['python3', '-c', ASK, address])).stdout).toBe('hello\n');
      }
    });
  });

  describe('with frames of ours', () => {
    beforeEach(() => open(true));

    /** Whether a frame that one party sends is seen at the others. */
    const reaches = async (from: Party, octets: Buffer, ...parties: readonly Party[]) => {
      const agent = await world.frames();
      const captured = await exchange(world, agent, [{ device: from.key, octets }]);
      agent.close();
      return parties.filter(({ key }) => captured.some((each) => each.key === key && each.octets.includes(octets)));
    };
    const datagram = (from: Party, mac: string, ends: Ends, ports: Ports) =>
      packetFrame(from, mac, udpPacket(ends, ports, marker(0xd4c9)));

    it('get an address by DHCP from the marked server, across both bridges', async () => {
      const [client, server, stranger] = [partyOf(world, 'kali3'), partyOf(world, 'kali2'), partyOf(world, 'kali4')];
      const discover = datagram(client, BROADCAST_MAC, { from: '0.0.0.0', to: '255.255.255.255' }, [68, 67]);
      expect(await reaches(client, discover, server, stranger)).toEqual([server]);
      const offer = datagram(server, BROADCAST_MAC, { from: server.ipv4, to: '255.255.255.255' }, [67, 68]);
      expect(await reaches(server, offer, client, stranger)).toEqual([client]);
      const direct = datagram(server, client.mac, { from: server.ipv4, to: client.ipv4 }, [67, 68]);
      expect(await reaches(server, direct, client)).toEqual([client]);
      const solicit = datagram(client, groupMac('ff02::1:2'), { from: linkLocal(client), to: 'ff02::1:2' }, [546, 547]);
      expect(await reaches(client, solicit, server, stranger)).toEqual([server]);
      const advertise = datagram(server, client.mac, { from: linkLocal(server), to: linkLocal(client) }, [547, 546]);
      expect(await reaches(server, advertise, client)).toEqual([client]);
    });

    it('who have no such switch do not ask by DHCP', async () => {
      const [guest, server] = [partyOf(world, 'kali4'), partyOf(world, 'kali2')];
      const discover = datagram(guest, BROADCAST_MAC, { from: '0.0.0.0', to: '255.255.255.255' }, [68, 67]);
      expect(await reaches(guest, discover, server)).toEqual([]);
    });

    it('hear the marked router, and nobody else, advertise itself', async () => {
      const [router, guest, attacker] = [partyOf(world, 'kali2'), partyOf(world, 'kali3'), partyOf(world, 'kali4')];
      expect(await reaches(router, advertisementOf(router), guest, attacker)).toEqual([guest, attacker]);
      expect(await reaches(attacker, advertisementOf(attacker), guest, router)).toEqual([]);
    });

    it('make sure of an address before they take it, and are asked for it', async () => {
      const [guest, other] = [partyOf(world, 'kali3'), partyOf(world, 'kali5')];
      // Its own address is probed where somebody may have it who is not drawn: by the host, too. Another's is not for it to probe.
      expect(await reaches(guest, solicitation(guest, guest, { from: '::' }), partyOf(world, 'vmh2'))).toEqual([
        partyOf(world, 'vmh2'),
      ]);
      expect(await reaches(guest, solicitation(guest, other, { from: '::' }), other)).toEqual([]);
      expect(await reaches(guest, solicitation(guest, other), other)).toEqual([other]);
      const unsolicited = neighbourFrame({
        type: 'advertisement',
        from: guest.ipv6,
        to: 'ff02::1',
        target: guest.ipv6,
        mac: guest.mac,
      });
      expect(await reaches(guest, unsolicited, other)).toEqual([other]);
    });
  });
});
