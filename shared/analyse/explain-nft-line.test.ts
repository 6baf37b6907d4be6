import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import type { Document } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { explainNftLine } from './explain-nft-line.ts';

const EXAMPLES = fileURLToPath(new URL('../../assets/examples/', import.meta.url));

function nftables(document: Document): Document {
  const hosts = document.hosts.map((host) => ({
    ...host,
    settings: { ...host.settings, backend: 'nftables' as const },
  }));
  return { ...document, hosts };
}

const tables = readdirSync(EXAMPLES)
  .map((name) => parseDocument(readFileSync(`${EXAMPLES}${name}`, 'utf8')).document)
  .flatMap((document) => (document ? compile(nftables(document)).hosts : []))
  .flatMap((host) => host.listings['rules.nft'] ?? []);

describe('a line of the nftables table in words', () => {
  it('is said for every rule that the compiler emits, each condition of it', () => {
    const rules = new Set(
      tables
        .flatMap(({ text }) => text.split('\n'))
        .filter((line) => / (drop|return|accept|jump \w+)$|^\t\t(drop|jump)/.test(line)),
    );
    expect(rules.size).toBeGreaterThan(25);
    for (const rule of rules) {
      const explained = explainNftLine(rule);
      expect(explained?.unknown, rule).toEqual([]);
      // Each part stands where it says.
      for (const { from, to } of explained?.parts ?? []) expect(rule.slice(from, to), rule).toMatch(/^\S.*\S$/);
    }
  });

  it('reads as one sentence', () => {
    const said = (line: string) => explainNftLine(line)?.summary;
    expect(said('\t\tiifname @mac_bound iifname . ether saddr != @port_mac drop')).toBe(
      'What enters by a port that is in the set mac_bound and enters by a port that the set port_mac does not have together with its source MAC address is dropped.',
    );
    expect(said('\t\tdrop')).toBe('Everything that comes here is dropped.');
    expect(said('\t\tether type { ip, arp, ip6 } return')).toMatch(/^What is IPv4 or ARP or IPv6 goes back/);
    expect(said('\tset port_mac {')).toMatch(/one look-up/);
    expect(said('\t\ttype filter hook forward priority -200; policy accept;')).toMatch(/from one port to another/);
  });

  it('has nothing to say of comments and elements, and names what it does not know', () => {
    expect(explainNftLine('\t# Rule 34 (vk42): Every frame is dropped.')).toBeUndefined();
    expect(explainNftLine('\t\t\t"vk42" . 52:54:00:b3:4a:12,')).toBeUndefined();
    expect(explainNftLine('\t}')).toBeUndefined();
    expect(explainNftLine('\t\tmeta mark 7 drop')?.unknown).toEqual(['meta', 'mark', '7']);
  });
});
