import { describe, expect, it } from 'vitest';
import type { CompiledHost } from '../../../shared/compiler/result.ts';
import type { Host } from '../../../shared/document/document.ts';
import { judgePreflight } from './judge-preflight.ts';
import { parseHostFacts } from './remote/preflight-script.ts';

const host: Host = {
  id: 'mytux',
  name: 'mytux',
  role: 'hypervisor',
  bridges: [{ id: 'b4', name: 'virbr4' }],
  ports: [
    { id: 'vk42', name: 'vk42', kind: 'tap', bridge: 'b4' },
    { id: 'vk43', name: 'vk43', kind: 'tap', bridge: 'b4' },
  ],
  interfaces: [{ id: 'vmh2', name: 'vmh2', kind: 'veth', addresses: ['192.168.50.1/24'] }],
};
const release = { files: [{ name: 'firewall.sh', mode: 0o755, text: 'x'.repeat(100_000) }] } as unknown as CompiledHost;

const READY: Record<string, string> = {
  uid: '0',
  kernel: 'Linux',
  'library-free': '1000000',
  'state-free': '1000000',
  'library-writable': 'yes',
  'state-writable': 'yes',
  'call-iptables': '1',
  'call-ip6tables': '1',
  systemd: 'yes',
  ip: 'yes',
};
const LINKS = ['interface\tvirbr4 ', 'interface\tvk42 virbr4', 'interface\tvk43 virbr4', 'interface\tvmh2 '];

/** What is said of a host that is ready but for some facts. */
function judge(other: Record<string, string> = {}, lines: readonly string[] = LINKS) {
  const facts = Object.entries({ ...READY, ...other }).map(([name, value]) => `${name}\t${value}`);
  return judgePreflight(parseHostFacts([...facts, ...lines, ''].join('\n')), host, release);
}

describe('judgePreflight', () => {
  it('has nothing to say of a host that is ready', () => {
    expect(judge()).toEqual([]);
  });

  it.each([
    [{ uid: '1000' }, /mytux has no root rights.*“become”/],
    [{ kernel: 'FreeBSD' }, /runs FreeBSD/],
    [{ 'library-free': '100' }, /100 KiB left in \/var\/lib/],
    [{ 'state-writable': 'no' }, /\/run of mytux cannot be written/],
    [{ 'call-iptables': '' }, /no br_netfilter.*modprobe br_netfilter/],
  ])('stops at %j', (facts, sentence) => {
    expect(judge(facts)).toEqual([{ level: 'stop', message: expect.stringMatching(sentence) }]);
  });

  it('stops where programs are missing, with the package', () => {
    expect(judge({}, [...LINKS, 'missing\tiptables-restore', 'missing\tsha256sum'])).toEqual([
      { level: 'stop', message: expect.stringMatching(/lacks iptables-restore, sha256sum.*apt-get install iptables/) },
    ]);
  });

  it('warns where starting the rules will mend it', () => {
    expect(judge({ 'call-iptables': '', 'br-netfilter': 'loadable' })).toEqual([
      { level: 'warning', message: expect.stringMatching(/starting the rules loads it/) },
    ]);
    expect(judge({ 'call-iptables': '0' })).toEqual([
      { level: 'warning', message: expect.stringMatching(/switches that on/) },
    ]);
  });

  it('warns of what is drawn and not there, or stands elsewhere', () => {
    expect(judge({}, ['interface\tvirbr4 ', 'interface\tvk42 docker0', 'interface\tvmh2 '])).toEqual([
      { level: 'warning', message: expect.stringMatching(/^vk43: drawn, but not on mytux/) },
      { level: 'warning', message: expect.stringMatching(/vk42 .*virbr4.*belongs to docker0/) },
    ]);
  });

  it('warns of everybody else who keeps rules', () => {
    expect(judge({}, [...LINKS, 'other\tDocker'])).toEqual([
      { level: 'warning', message: expect.stringMatching(/^Docker also keeps rules on mytux/) },
    ]);
  });
});
