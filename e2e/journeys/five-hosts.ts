import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReleaseDiff } from '../../shared/contract/host-calls.ts';
import type { PreflightResult } from '../../shared/contract/preflight.ts';
import type { Document } from '../../shared/document/document.ts';
import { printDocument } from '../../shared/document/print.ts';
import { type Script, says } from './scripted-backend.ts';

const EXAMPLE = fileURLToPath(new URL('../../assets/examples/two-bridges.bridgewarden.json', import.meta.url));
const HOUR = 3_600_000;

/** The example beside four more hosts, of which one says nothing about how it is reached. */
function fiveHosts(): Document {
  const document = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Document;
  const others = ['hermes', 'atlas', 'iris', 'spare'].map((name, index) => ({
    id: name,
    name,
    role: 'hypervisor' as const,
    ...(name === 'spare' ? {} : { connection: { address: `10.20.0.${index + 2}`, user: 'admin' } }),
    bridges: [],
    ports: [],
    interfaces: [],
  }));
  return { ...document, name: 'Five hosts', hosts: [...document.hosts, ...others] };
}

const RELEASE = '3f9a1c5e77d2b04486ce90a1f2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5';
const EARLIER = '8812aa5e77d2b04486ce90a1f2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5';

/** What a backend says that has five hosts of all kinds behind it. */
export function fiveHostsScript(now: number): Script {
  const deployed = { release: RELEASE, at: now - 26 * HOUR, by: 'maggie@desk', documentName: 'Five hosts' };
  return {
    ...says('app.info', {
      version: '0.1.0',
      platform: 'linux',
      capabilities: { nativeFileDialogs: false, nativeWindows: false },
      initialFile: '/home/maggie/five.bridgewarden.json',
      home: '/home/maggie',
    }),
    ...says('files.examples', { examples: [] }),
    ...says('files.recent', { files: [] }),
    ...says('recovery.list', { copies: [] }),
    ...says('files.open', {
      path: '/home/maggie/five.bridgewarden.json',
      text: printDocument(fiveHosts()),
      stamp: { sha256: 'x', modified: 1 },
    }),
    ...says(
      'hosts.status',
      {
        state: 'drifted',
        message:
          'mytux does not run what release 3f9a1c5e77d2 says: IPv4: 117 of 118 rules loaded. Deploy to put it right.',
        deployed,
        boot: true,
        rules: { loaded: 117, expected: 118 },
      },
      'mytux',
    ),
    ...says(
      'hosts.status',
      {
        state: 'changed',
        message: 'hermes runs release 8812aa5e77d2, but the document compiles to another.',
        deployed: { ...deployed, release: EARLIER, at: now - 2 * HOUR, by: 'anne@office-4' },
        boot: true,
        rules: { loaded: 40, expected: 40 },
      },
      'hermes',
    ),
    ...says(
      'hosts.status',
      { state: 'never-deployed', message: 'Nothing has been deployed to atlas yet.', boot: false },
      'atlas',
    ),
    ...says(
      'hosts.status',
      {
        state: 'unreachable',
        message:
          'iris cannot be reached: 10.20.0.4 port 22 does not answer. See whether it runs and whether SSH may pass.',
      },
      'iris',
    ),
    ...says('hosts.preflight', { results: [...PREFLIGHT] }),
    ...says('hosts.diff', DIFFERENCE),
    ...says('hosts.history', {
      releases: [
        { ...deployed, running: true, document: true },
        {
          release: EARLIER,
          at: now - 50 * HOUR,
          by: 'anne@office-4',
          documentName: 'Before the new office',
          running: false,
          document: true,
        },
        {
          release: EARLIER.replace('88', '19'),
          at: now - 900 * HOUR,
          by: '',
          documentName: '',
          running: false,
          document: false,
        },
      ],
    }),
    ...says('hosts.document', { text: printDocument({ ...fiveHosts(), name: 'Before the new office' }) }),
    ...says('deploy.start', { session: 'on-mytux' }, 'mytux'),
    ...says('deploy.start', { session: 'on-hermes' }, 'hermes'),
    ...says('deploy.start', { session: 'on-atlas' }, 'atlas'),
  };
}

const PREFLIGHT: readonly PreflightResult[] = [
  {
    check: 'tools',
    title: 'Tools',
    verdict: 'fine',
    message: 'iptables 1.8.9 (nf_tables), ebtables, flock and ip are there.',
  },
  { check: 'free-space', title: 'Free space', verdict: 'fine', message: '/var/lib has 3.2 GB left.' },
  {
    check: 'owners',
    title: 'Other owners of rules',
    verdict: 'warning',
    message: 'Docker keeps chains of its own in FORWARD with the policy DROP; both must accept a packet.',
    mend: 'Nothing, unless containers share a bridge with drawn guests: then add a rule to DOCKER-USER.',
  },
  {
    check: 'bridge-netfilter',
    title: 'Bridged packets meet iptables',
    verdict: 'stop',
    message: 'net.bridge.bridge-nf-call-iptables is 0: no rule of the FORWARD chain would see a bridged packet.',
    mend: 'Run on the host: sysctl -w net.bridge.bridge-nf-call-iptables=1, and put it into /etc/sysctl.d.',
  },
  { check: 'clock', title: 'Clock', verdict: 'fine', message: 'It goes as this machine’s, within 1 s.' },
];

const LINES = Array.from({ length: 30 }, (_, index) => `-A BW_FORWARD -m physdev --physdev-out vk6${index} -j DROP`);
const BEFORE = [...LINES, '-A BW_RULE_21 -s 192.168.50.13/32 -j ACCEPT', '-A BW_RULE_22 -j LOG'].join('\n');
const AFTER = [
  ...LINES,
  '-A BW_RULE_21 -s 192.168.50.13/32 -d 192.168.50.14/32 -j ACCEPT',
  '-A BW_RULE_23 -j LOG',
].join('\n');

const DIFFERENCE: ReleaseDiff = {
  files: [
    { name: 'IPv4 rules', before: BEFORE, after: AFTER },
    { name: 'IPv6 rules', before: '', after: '' },
  ],
  rules: [
    {
      change: 'changed',
      file: 'IPv4 rules',
      section: 'in-accept-guest-ports',
      chain: 'BW_RULE_21',
      number: 21,
      ruleId: 'r1',
      label: 'vk63',
      before: '-A BW_RULE_21 -s 192.168.50.13/32 -j ACCEPT',
      after: '-A BW_RULE_21 -s 192.168.50.13/32 -d 192.168.50.14/32 -j ACCEPT',
    },
    { change: 'removed', file: 'IPv4 rules', chain: 'BW_FORWARD', before: '-A BW_FORWARD -s 6.6.6.6/32 -j ACCEPT' },
    {
      change: 'added',
      file: 'IPv4 rules',
      section: 'out-deny-guest-ports',
      chain: 'BW_FORWARD',
      number: 2,
      label: 'vk42',
      after: '-A BW_FORWARD -m physdev --physdev-out vk42 --physdev-is-bridged -g Out_RULE_2',
    },
    {
      change: 'moved',
      file: 'IPv4 rules',
      section: 'default',
      chain: 'BW_FORWARD',
      number: 30,
      label: 'global',
      before: '-A BW_FORWARD -j BW_DEFAULT',
      after: '-A BW_FORWARD -j BW_DEFAULT',
    },
  ],
  renumbered: 9,
  same: false,
};
