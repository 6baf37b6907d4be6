"""Sends ICMP echo requests to an IPv4 address, each when the last is answered; prints the median time of one, in microseconds.

Usage: ping.py ADDRESS COUNT, as root.
"""

import socket
import statistics
import struct
import sys
import time


def checksum(octets):
    total = sum(struct.unpack(f"!{len(octets) // 2}H", octets))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF


def request(number):
    body = struct.pack("!BBHHH", 8, 0, 0, 1, number & 0xFFFF) + b"\0" * 48
    return body[:2] + struct.pack("!H", checksum(body)) + body[4:]


def main():
    address, count = sys.argv[1], int(sys.argv[2])
    times = []
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as link:
        link.settimeout(5)
        for number in range(count):
            octets = request(number)
            before = time.perf_counter()
            link.sendto(octets, (address, 0))
            while link.recv(2048)[20:21] != b"\0":
                pass
            times.append(time.perf_counter() - before)
    print(round(statistics.median(times) * 1e6, 1))


main()
