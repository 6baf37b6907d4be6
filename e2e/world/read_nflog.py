"""Prints what the rules of a network namespace log with NFLOG, one kernel log line each, until it is stopped.

The target LOG says nothing inside a namespace unless the machine's administrator has set nf_log_all_netns; NFLOG hands the same
facts to whoever listens in the namespace itself (nfnetlink_log). The lines have the fields and the order of nf_log_syslog.c,
without those that are another each time (MAC, LEN, TTL, ID and the like).

Usage: read_nflog.py GROUP. Says "ready" when it listens.
"""

import socket
import struct
import sys

NETLINK_NETFILTER = 12
ULOG = 4 << 8  # NFNL_SUBSYS_ULOG
PACKET, CONFIG = ULOG | 0, ULOG | 1
REQUEST_ACK = 0x05
BIND, COPY_PACKET = 1, 2
# enum nfulnl_attr_config and nfulnl_attr_type
CFG_CMD, CFG_MODE, CFG_TIMEOUT, CFG_QTHRESH = 1, 2, 4, 5
INDEV, OUTDEV, PHYSINDEV, PHYSOUTDEV, PAYLOAD, PREFIX = 4, 5, 6, 7, 9, 10
PROTOCOLS = {1: "ICMP", 6: "TCP", 17: "UDP"}


def attribute(kind, data):
    padding = b"\0" * (-len(data) % 4)
    return struct.pack("=HH", len(data) + 4, kind) + data + padding


def configure(link, group, *attributes):
    body = struct.pack("!BBH", socket.AF_UNSPEC, 0, group) + b"".join(attributes)
    link.send(struct.pack("=IHHII", 16 + len(body), CONFIG, REQUEST_ACK, 0, 0) + body)
    error = struct.unpack_from("=i", link.recv(65536), 16)[0]
    if error:
        raise OSError(-error, "the kernel refuses to hand over its log")


def attributes(data):
    found = {}
    while len(data) >= 4:
        length, kind = struct.unpack_from("=HH", data)
        if length < 4:
            break
        found[kind & 0x7FFF] = data[4:length]
        data = data[(length + 3) & ~3 :]
    return found


def device(found, kind):
    return socket.if_indextoname(struct.unpack("!I", found[kind])[0]) if kind in found else ""


def line(found):
    prefix = found.get(PREFIX, b"").rstrip(b"\0").decode()
    words = [f"IN={device(found, INDEV)}", f"OUT={device(found, OUTDEV)}"]
    for name, kind in (("PHYSIN", PHYSINDEV), ("PHYSOUT", PHYSOUTDEV)):
        if kind in found:
            words.append(f"{name}={device(found, kind)}")
    return prefix + " ".join(words + packet(found.get(PAYLOAD, b"")))


def packet(octets):
    if len(octets) < 20 or octets[0] >> 4 != 4:
        return []
    after = octets[(octets[0] & 15) * 4 :]
    source, destination = (socket.inet_ntoa(octets[at : at + 4]) for at in (12, 16))
    words = [f"SRC={source}", f"DST={destination}", f"PROTO={PROTOCOLS.get(octets[9], octets[9])}"]
    if octets[9] == 1 and len(after) >= 2:
        words += [f"TYPE={after[0]}", f"CODE={after[1]}"]
    if octets[9] in (6, 17) and len(after) >= 4:
        words += ["SPT=%d" % struct.unpack_from("!H", after), "DPT=%d" % struct.unpack_from("!H", after, 2)]
    return words


def main():
    group = int(sys.argv[1])
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER) as link:
        link.bind((0, 0))
        configure(link, group, attribute(CFG_CMD, struct.pack("=B", BIND)))
        # Each packet at once, not when a buffer is full.
        mode = attribute(CFG_MODE, struct.pack("!IBB", 128, COPY_PACKET, 0))
        configure(link, group, mode, attribute(CFG_QTHRESH, struct.pack("!I", 1)))
        print("ready", flush=True)
        while True:
            data = link.recv(65536)
            while len(data) >= 16:
                length, kind = struct.unpack_from("=IH", data)
                if kind == PACKET:
                    print(line(attributes(data[20:length])), flush=True)
                data = data[(length + 3) & ~3 :]


main()
