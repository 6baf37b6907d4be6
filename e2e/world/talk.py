"""What a person at a station would do, with the station's own kernel: ping, connect, serve, poison.

    talk.py ping ADDRESS             prints "reply" or "silence"
    talk.py tcp ADDRESS PORT TEXT    sends the text, prints what comes back, or "refused", or "silence"
    talk.py serve PORT               answers every TCP connection with what it was sent, upper case; prints "ready" first
    talk.py poison TARGET VICTIM     tells the target, again and again, that the victim's address is here; "ready" first
"""

import errno
import fcntl
import os
import select
import socket
import struct
import sys
import time

# Alone with -I, Python does not look beside the program.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from backlog import Backlog  # noqa: E402

# How often one asks before it is silence. Every answer is a kernel's, and there as soon as the question has made its way.
TRIES = 3
# Seconds for what a program at the other end has to say.
PATIENCE = 60.0


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def ping(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    v6 = family == socket.AF_INET6
    backlog = Backlog()
    sock = socket.socket(family, socket.SOCK_RAW, socket.IPPROTO_ICMPV6 if v6 else socket.IPPROTO_ICMP)
    sock.setblocking(False)
    sock.connect((address, 0))
    identifier = os.getpid() & 0xFFFF
    request, reply = (128, 129) if v6 else (8, 0)
    head = struct.pack("!BBH", request, 0, 0)
    for sequence in range(TRIES):
        body = struct.pack("!HH", identifier, sequence) + b"bridgewarden"
        # The kernel fills in the checksum of ICMPv6, and only that.
        try:
            sock.send(struct.pack("!BBH", request, 0, 0 if v6 else checksum(head + body)) + body)
        except OSError:
            continue  # its own OUTPUT chain has dropped it, or an error of the one before has come back
        backlog.drain()
        for packet in received(sock):
            message = packet if v6 else packet[(packet[0] & 15) * 4 :]
            if message[0] == reply and struct.unpack("!H", message[4:6])[0] == identifier:
                return "reply"
    return "silence"


def received(sock):
    while True:
        try:
            yield sock.recv(2048)
        except BlockingIOError:
            return
        except OSError:
            continue  # a raw socket hears of ICMP errors as errors of its own


def tcp(address, port, text):
    backlog = Backlog()
    for _try in range(TRIES):
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM) as sock:
            sock.setblocking(False)
            sock.connect_ex((address, int(port)))
            backlog.drain()
            if not select.select([], [sock], [], 0)[1]:
                continue
            error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if error == errno.ECONNREFUSED:
                return "refused"
            if error != 0:
                continue
            sock.settimeout(PATIENCE)
            sock.sendall(text.encode())
            sock.shutdown(socket.SHUT_WR)
            return sock.makefile().read()
    return "silence"


def serve(port):
    server = socket.create_server(("::", int(port)), family=socket.AF_INET6, dualstack_ipv6=True)
    print("ready", flush=True)
    while True:
        connection, _ = server.accept()
        with connection:
            connection.sendall(connection.makefile().read().upper().encode())


def poison(target, victim):
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0806))
    sock.bind(("eth0", 0x0806))
    own = fcntl.ioctl(sock, 0x8927, struct.pack("256s", b"eth0"))[18:24]  # SIOCGIFHWADDR
    message = struct.pack("!HHBBH6s4s6s4s", 1, 0x0800, 6, 4, 2, own, socket.inet_aton(victim), b"\xff" * 6, socket.inet_aton(target))
    while True:
        sock.send(b"\xff" * 6 + own + b"\x08\x06" + message)
        print("ready", flush=True)
        time.sleep(0.1)


answer = {"ping": ping, "tcp": tcp, "serve": serve, "poison": poison}[sys.argv[1]](*sys.argv[2:])
if answer is not None:
    print(answer)
