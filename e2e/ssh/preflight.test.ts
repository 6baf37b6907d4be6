import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Compiler } from '../../electron/backend/deploy/plan-deployment.ts';
import { createPreflightService } from '../../electron/backend/deploy/preflight/preflight-service.ts';
import { programCompiler } from '../../electron/backend/deploy/program-compiler.ts';
import { createSshClient } from '../../electron/backend/ssh/ssh-client.ts';
import type { PreflightResult } from '../../shared/contract/preflight.ts';
import type { Document } from '../../shared/document/document.ts';
import { meddling } from './compilers.ts';
import { twoBridges } from './documents.ts';
import { TestBed } from './test-bed.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
beforeEach(() => bed.host.reset());

/** All that is to be said of the host; nothing of it may have changed. */
async function examine(document: Document = twoBridges(), compiler: Compiler = programCompiler) {
  const state = async () =>
    `${await bed.host.rules()}${await bed.host.shell('nft -s list ruleset; find /run /var/lib /etc/systemd /tmp/firewall.sh -newer /proc/1/cmdline -type f 2>/dev/null | sort; cat /proc/sys/net/bridge/bridge-nf-*')}`;
  const before = await state();
  const service = createPreflightService({ compiler, client: createSshClient(bed.host.sshConfig()) });
  const params = { text: JSON.stringify(document), host: 'mytux' };
  const results = await service.examine(params, { signal: new AbortController().signal });
  expect(await state()).toBe(before);
  return results;
}

const of = (results: readonly PreflightResult[], check: string) => results.filter((result) => result.check === check);
const remarks = (results: readonly PreflightResult[]) => results.filter(({ verdict }) => verdict !== 'fine');

describe('a preflight', () => {
  it('has a fine word for everything on a host that is ready', async () => {
    const results = await examine();
    expect(remarks(results)).toEqual([]);
    expect(new Set(results.map(({ check }) => check))).toEqual(
      new Set([
        'rights',
        'programs',
        'way-back',
        'back-end',
        'bridging',
        'sysctls',
        'free-space',
        'clock',
        'drawing',
        'legacy-tables',
        'foreign-chains',
        'other-owners',
        'boot-rules',
        'kernel',
      ]),
    );
  });

  it('finds nothing foreign in the rules of an earlier release', async () => {
    await bed.deploy(twoBridges());
    expect(remarks(await examine())).toEqual([]);
  });

  it('of a host that cannot be reached stops at the connection', async () => {
    bed.host.login('wrong');
    try {
      expect(await examine()).toEqual([
        expect.objectContaining({
          check: 'connection',
          verdict: 'stop',
          message: expect.stringMatching(/refused the login/),
        }),
      ]);
    } finally {
      bed.host.login('right');
    }
  });
});

describe('a preflight warns', () => {
  it('of a foreign base chain that drops, which the kernel asks too', async () => {
    await bed.deploy(twoBridges());
    expect(await bed.traffic()).toBe('echo');
    await bed.host.shell(
      "nft add table inet theirs; nft add chain inet theirs through '{ type filter hook forward priority 10; policy drop; }'; nft add chain inet theirs arriving '{ type filter hook input priority 0; policy accept; }'",
    );
    try {
      // What it warns of is so: nothing that the release accepts arrives any more.
      expect(await bed.traffic()).toBe('shut');
      const found = of(await examine(), 'foreign-chains');
      expect(found[0]).toMatchObject({
        verdict: 'warning',
        message: expect.stringMatching(
          /inet theirs through on mytux \(hook forward, priority (10|filter\+10)\) drops by default/,
        ),
      });
      // And so is its mend.
      const mend = /: (nft insert rule .*)$/.exec(found[0]?.mend ?? '')?.[1] ?? 'false';
      await bed.host.shell(mend);
      expect(await bed.traffic()).toBe('echo');
    } finally {
      await bed.host.shell('nft delete table inet theirs');
    }
    // The legacy tables are no other matter.
    await bed.host.shell('iptables-legacy -A FORWARD -j DROP');
    expect(await bed.traffic()).toBe('shut');
    await bed.host.shell('iptables-legacy -F FORWARD');
    expect(await bed.traffic()).toBe('echo');
  });

  it('of bridged packets that iptables is not shown', async () => {
    await bed.host.shell('echo 0 >/proc/sys/net/bridge/bridge-nf-call-iptables');
    try {
      expect(of(await examine(), 'bridging')).toMatchObject([
        {
          verdict: 'warning',
          message: expect.stringMatching(/bridge-nf-call-iptables is 0\); starting the rules switches/),
        },
      ]);
    } finally {
      await bed.host.shell('echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables');
    }
  });

  it('of a line that will switch them off again, with the place', async () => {
    await bed.host.shell('echo "net.bridge.bridge-nf-call-iptables = 0" >/etc/sysctl.d/50-kvm.conf');
    expect(of(await examine(), 'bridging')).toMatchObject([
      { verdict: 'warning', message: expect.stringContaining('net.bridge.bridge-nf-call-iptables = 0') },
    ]);
  });

  it('of a port in the wrong bridge, and of one that nobody drew', async () => {
    await bed.host.shell(`
ip link set vk42 master virbr6
ip link add name bw-extra type veth peer name bw-extra-peer
ip link set bw-extra master virbr4`);
    try {
      expect(of(await examine(), 'drawing')).toMatchObject([
        {
          verdict: 'warning',
          message: expect.stringMatching(/vk42 is drawn as a port of virbr4, but on mytux it belongs to virbr6/),
          mend: expect.stringContaining('ip link set vk42 master virbr4'),
        },
        {
          verdict: 'warning',
          message: expect.stringMatching(/virbr4 of mytux has ports that are not drawn: bw-extra/),
        },
      ]);
    } finally {
      await bed.host.shell('ip link set vk42 master virbr4; ip link del bw-extra');
    }
  });

  it('of rules in the legacy tables beside ours', async () => {
    await bed.host.shell('iptables-legacy -A FORWARD -s 203.0.113.9 -j DROP');
    try {
      expect(of(await examine(), 'legacy-tables')).toMatchObject([
        {
          verdict: 'warning',
          message: expect.stringMatching(/legacy tables beside the nf_tables ones: iptables-legacy filter \(1\)/),
          mend: expect.stringContaining('iptables-legacy -t filter -F'),
        },
      ]);
      await bed.host.shell('iptables-legacy -t filter -F');
      expect(of(await examine(), 'legacy-tables')).toMatchObject([{ verdict: 'fine' }]);
    } finally {
      await bed.host.shell('iptables-legacy -t filter -F');
    }
  });

  it('of everybody else who keeps rules, each by name', async () => {
    await bed.host.shell(`
iptables -N DOCKER; iptables -P FORWARD DROP
iptables -N LIBVIRT_FWI; iptables -A LIBVIRT_FWI -o virbr4 -j REJECT
iptables -N ufw-user-forward; iptables -N KUBE-FORWARD
nft add table inet firewalld`);
    try {
      const results = await examine();
      for (const [check, sentence] of [
        ['docker', /^Docker .*policy of FORWARD to DROP/],
        ['libvirt', /for virbr4 \(virbr4 among them\)/],
        ['firewalld', /^firewalld runs on mytux\. It rejects bridged packets/],
        ['ufw', /^ufw keeps rules on mytux/],
        ['other-owners', /^Kubernetes also keeps rules on mytux/],
      ] as const)
        expect(of(results, check)).toMatchObject([{ verdict: 'warning', message: expect.stringMatching(sentence) }]);
    } finally {
      await bed.host.shell('nft delete table inet firewalld');
    }
  });

  it('of a drawn user whose id is somebody else’s', async () => {
    const document = twoBridges();
    const withUsers: Document = {
      ...document,
      users: [
        { id: 'ada', name: 'ada', uid: 0 },
        { id: 'eve', name: 'eve', uid: 54_321 },
        { id: 'root', name: 'root', uid: 0 },
      ],
      policies: [
        ...document.policies,
        {
          id: 'out',
          name: 'out',
          kind: 'main',
          attach: { host: 'mytux' },
          rules: [{ id: 'u1', action: 'accept', source: ['mytux'], user: ['ada', 'eve', 'root'] }],
        },
      ],
    };
    expect(of(await examine(withUsers), 'users').map(({ message }) => message)).toEqual([
      expect.stringMatching(/id 0 is drawn as the user ada, but on mytux it is root's/),
      expect.stringMatching(/mytux knows no user with the id 54321, which is drawn as eve/),
    ]);
  });
});

describe('a preflight stops', () => {
  it('at rules that the kernel does not know, which are never loaded where they count', async () => {
    const bad = meddling((text) => text.replace('-A BW_FORWARD', '-A BW_FORWARD -m nosuchmatch\n-A BW_FORWARD'));
    expect(of(await examine(twoBridges(), bad), 'kernel')).toMatchObject([
      { verdict: 'stop', message: expect.stringMatching(/nosuchmatch/) },
    ]);
  });

  it('where the disk has room but no file can be made any more', async () => {
    await bed.host.shell('mount -t tmpfs -o nr_inodes=8 full /var/lib');
    try {
      expect(of(await examine(), 'free-space')).toMatchObject([
        { verdict: 'stop', message: expect.stringMatching(/can make only \d+ more files in \/var\/lib/) },
      ]);
    } finally {
      await bed.host.shell('umount /var/lib');
    }
  });

  it('where a program is missing, with the package that has it', async () => {
    await bed.host.shell('mount --bind /dev/null "$(readlink -f "$(command -v sha256sum)")"');
    try {
      expect(of(await examine(), 'programs')).toMatchObject([
        {
          verdict: 'stop',
          message: 'mytux lacks sha256sum.',
          mend: expect.stringMatching(/apt-get install coreutils$/),
        },
      ]);
    } finally {
      await bed.host.shell('umount /usr/bin/sha256sum');
    }
  });
});
