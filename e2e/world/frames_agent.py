"""Sends and sees raw frames in many network namespaces at once.

One process for a whole world, not one for each NIC: it opens a packet socket in every namespace, and since it is pinned
to one CPU, everything it sends goes through that CPU's backlog queue in the order of sending. A sentinel that a station
sends after its probes therefore reaches every other station after the probes' copies did, and once every sentinel has
arrived, a frame that is not there was not delivered. backlog.py does as much where the rules let no sentinel through. No
sleeping, no guessing how long "long enough" is.

Speaks JSON lines on stdin and stdout: one request, one answer.
"""

import ctypes
import errno
import json
import os
import select
import socket
import struct
import sys
import time

# Alone with -I, Python does not look beside the program.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from backlog import Backlog  # noqa: E402

CLONE_NEWNET = 0x40000000
ETH_P_ALL = 3
SOL_PACKET = 263
PACKET_STATISTICS = 6
PACKET_AUXDATA = 8
PACKET_IGNORE_OUTGOING = 23
TP_STATUS_VLAN_VALID = 1 << 4
TP_STATUS_VLAN_TPID_VALID = 1 << 6
IPV6_HDRINCL = 36
SENTINEL = b"BWSN"
# The receive buffer of a socket holds some 300 small frames: look into it before it can be full.
SENDS_BETWEEN_LOOKS = 64

libc = ctypes.CDLL(None, use_errno=True)


def enter(namespace):
    fd = os.open("/run/netns/" + namespace, os.O_RDONLY)
    try:
        if libc.setns(fd, CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "cannot enter network namespace " + namespace)
    finally:
        os.close(fd)


class Device:
    """A packet socket on one device: what comes in from the wire, whoever it is for."""

    def __init__(self, key, namespace, device):
        enter(namespace)
        self.key = key
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        self.socket.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
        self.socket.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
        self.socket.setblocking(False)
        self.socket.bind((device, ETH_P_ALL))

    def send(self, frame):
        self.socket.send(frame)

    def receive(self):
        frame, ancillary, _flags, _address = self.socket.recvmsg(65536, 256)
        for level, kind, data in ancillary:
            if level == SOL_PACKET and kind == PACKET_AUXDATA:
                status, _len, _snap, _mac, _net, tci, tpid = struct.unpack("=IIIHHHH", data[:20])
                if status & TP_STATUS_VLAN_VALID:
                    # The kernel takes the outer tag off a frame before it shows it: put it back.
                    kind = tpid if status & TP_STATUS_VLAN_TPID_VALID else 0x8100
                    frame = frame[:12] + struct.pack("!HH", kind, tci) + frame[12:]
        return frame

    def lost(self):
        return struct.unpack("=II", self.socket.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1]


class Local:
    """Raw IP sockets: they see a packet only after it has passed INPUT, and what they send passes OUTPUT."""

    def __init__(self, key, family, protocol):
        self.key = key
        self.socket = socket.socket(family, socket.SOCK_RAW, protocol)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
        self.socket.setblocking(False)

    def receive(self):
        return self.socket.recv(65536)

    def lost(self):
        return 0


def with_token(sentinel, token):
    """The frame of a sentinel; its checksum, where it has one, was made for zeros in the token's place (RFC 1624)."""
    frame = bytearray.fromhex(sentinel["hex"]) + token
    at = sentinel.get("checksum_at")
    if at is not None:
        total = ~struct.unpack_from("!H", frame, at)[0] & 0xFFFF
        total += sum(struct.unpack("!%dH" % (len(token) // 2), token))
        while total > 0xFFFF:
            total = (total & 0xFFFF) + (total >> 16)
        struct.pack_into("!H", frame, at, ~total & 0xFFFF)
    return bytes(frame)


class Agent:
    def __init__(self):
        # Before anything enters another namespace.
        self.backlog = Backlog()
        self.devices = {}
        self.locals = []
        self.listeners = []
        self.senders = {}
        self.captured = []
        self.arrived = set()

    def open(self, points, host, listen):
        for point in points:
            self.devices[point["key"]] = Device(point["key"], point["namespace"], point["device"])
        if host is not None:
            enter(host)
            for port in listen:
                # Never accepted from: the kernel alone completes the handshakes.
                self.listeners.append(socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True))
            for protocol in (socket.IPPROTO_ICMP, socket.IPPROTO_TCP, socket.IPPROTO_UDP):
                self.locals.append(Local("local4", socket.AF_INET, protocol))
            for protocol in (socket.IPPROTO_ICMPV6, socket.IPPROTO_TCP, socket.IPPROTO_UDP):
                self.locals.append(Local("local6", socket.AF_INET6, protocol))
            self.senders[4] = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
            self.senders[6] = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW)
            self.senders[6].setsockopt(socket.IPPROTO_IPV6, IPV6_HDRINCL, 1)
        return {}

    def look(self):
        """Takes in whatever has arrived anywhere."""
        for source in [*self.devices.values(), *self.locals]:
            while True:
                try:
                    data = source.receive()
                except BlockingIOError:
                    break
                except OSError as error:
                    # A raw socket hears of ICMP errors as errors of its own.
                    if error.errno in (errno.EHOSTUNREACH, errno.ECONNREFUSED, errno.EPROTO, errno.EMSGSIZE):
                        continue
                    raise
                at = data.find(SENTINEL)
                if at >= 0:
                    self.arrived.add((data[at : at + 8], source.key))
                else:
                    self.captured.append([source.key, data.hex()])

    def send_one(self, item):
        data = bytes.fromhex(item["hex"])
        if "device" in item:
            self.devices[item["device"]].send(data)
            return None
        try:
            family = data[0] >> 4
            if family == 4:
                self.senders[4].sendto(data, (socket.inet_ntop(socket.AF_INET, data[16:20]), 0))
            else:
                self.senders[6].sendto(data, (socket.inet_ntop(socket.AF_INET6, data[24:40]), 0))
        except OSError as error:
            # EPERM is the firewall's OUTPUT chain saying no.
            return errno.errorcode.get(error.errno, str(error.errno))
        return None

    def exchange(self, sends, sentinels, rounds, settle, timeout):
        refused = []
        for index, item in enumerate(sends):
            answer = self.send_one(item)
            if answer is not None:
                refused.append([index, answer])
            if index % SENDS_BETWEEN_LOOKS == SENDS_BETWEEN_LOOKS - 1:
                self.look()
        self.look()
        missing = []
        for _round in range(rounds):
            missing += self.barrier(sentinels, timeout)
        self.backlog.drain()
        self.look()
        # For answers of another process: until nothing has arrived for a while, but not for ever.
        before = -1
        rounds = 0
        while settle > 0 and before != len(self.captured) and rounds < 10:
            before = len(self.captured)
            rounds += 1
            time.sleep(settle)
            self.look()
        self.look()
        captured, self.captured = self.captured, []
        self.arrived.clear()
        lost = sum(source.lost() for source in [*self.devices.values(), *self.locals])
        return {"captured": captured, "refused": refused, "missing": missing, "lost": lost}

    def barrier(self, sentinels, timeout):
        expected = {}
        for sentinel in sentinels:
            self.count += 1
            token = SENTINEL + struct.pack("!I", self.count)
            self.devices[sentinel["device"]].send(with_token(sentinel, token))
            for key in sentinel["expect"]:
                expected[(token, key)] = sentinel["device"]
            self.look()
        end = time.monotonic() + timeout
        while not expected.keys() <= self.arrived and time.monotonic() < end:
            self.wait(min(0.05, max(0.0, end - time.monotonic())))
            self.look()
        return [[sender, key] for (token, key), sender in expected.items() if (token, key) not in self.arrived]

    count = 0

    def wait(self, seconds):
        select.select([source.socket for source in [*self.devices.values(), *self.locals]], [], [], seconds)


def main():
    agent = Agent()
    operations = {"open": agent.open, "exchange": agent.exchange}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = operations[request.pop("op")](**request)
        except Exception as error:  # the asker must hear of it, whatever it is
            answer = {"error": "%s: %s" % (type(error).__name__, error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
