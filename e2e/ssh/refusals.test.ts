import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { headed, meddling } from './compilers.ts';
import { otherRules, twoBridges } from './documents.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, tryDeployment } from './try-deployment.ts';

let bed: TestBed;
let earlier: string;
let files: string;

// One host for all, which runs a release already: whatever is refused is to leave that one running.
beforeAll(async () => {
  bed = await TestBed.build();
  const deployed = await tryDeployment(bed.host, { document: twoBridges(), on: confirmAtOnce });
  expect(deployed).toMatchObject({ outcome: 'confirmed' });
  earlier = await bed.host.rules();
  expect(earlier).toContain('BW_FORWARD');
  files = await whatStands();
});
afterAll(() => bed?.destroy());
afterEach(() => {
  bed.host.know('right');
  bed.host.login('right');
});

const document = otherRules();

/** Every file of ours on the host, with its contents' checksum. */
function whatStands(): Promise<string> {
  return bed.host.shell('find /var/lib/bridgewarden /run/bridgewarden -type f -exec sha256sum {} + | sort');
}

/** The earlier rules run, by the kernel's word and by the frames that pass, and no file of ours came or went. */
async function expectEarlier(): Promise<void> {
  expect(await bed.host.rules()).toBe(earlier);
  expect(await bed.traffic()).toBe('echo');
  expect(await whatStands()).toBe(files);
  await bed.expectNothingLeft();
}

describe('a connection that is refused', () => {
  it.each([
    ['another key', 'wrong', 'host-key-changed', /host key of mytux \(root@10\.66\.0\.2\) is not the one/],
    ['a key nobody knows', 'none', 'host-key-unknown', /mytux.*not known here yet.*ssh root@10\.66\.0\.2/],
  ] as const)('because the host shows %s leaves it untouched', async (_, key, __, sentence) => {
    bed.host.know(key);
    const tried = await tryDeployment(bed.host, { document, on: confirmAtOnce });
    expect(tried.outcome).toBe('refused');
    expect(tried.steps).toEqual({ compile: 'done', connect: 'failed' });
    expect(tried.message).toMatch(sentence);
    expect(tried.message).toMatch(/^Nothing was changed on mytux\. ./);
    await expectEarlier();
  });

  it('because the login is not accepted leaves it untouched', async () => {
    bed.host.login('wrong');
    const tried = await tryDeployment(bed.host, { document, on: confirmAtOnce });
    expect(tried).toMatchObject({ outcome: 'refused', message: expect.stringMatching(/mytux.*refused the login/) });
    await expectEarlier();
  });

  it('because nothing listens there says so', async () => {
    const elsewhere = {
      ...document,
      hosts: document.hosts.map((host) => ({ ...host, connection: { address: bed.host.address, port: 23 } })),
    };
    const tried = await tryDeployment(bed.host, { document: elsewhere });
    expect(tried).toMatchObject({
      outcome: 'refused',
      message: expect.stringMatching(/nothing listens at .* port 23/),
    });
    await expectEarlier();
  });
});

describe('a host that cannot take the rules', () => {
  it('because its kernel refuses a rule is told in the kernel’s words, with the rule', async () => {
    // iptables knows the match and its words; that it makes no sense where packets come in only the kernel says.
    const bad = meddling((text) => text.replace('-A BW_INPUT', '-A BW_INPUT -m owner --uid-owner 0\n-A BW_INPUT'));
    const tried = await tryDeployment(bed.host, { document, compiler: bad, on: confirmAtOnce });
    expect(tried.outcome).toBe('refused');
    expect(tried.steps.check).toBe('failed');
    expect(tried.message).toMatch(/RULE_APPEND failed \(Invalid argument\).*-A BW_INPUT -m owner --uid-owner 0/s);
    await expectEarlier();
  });

  it('because its iptables does not know a match is told by iptables’ own refusal', async () => {
    const bad = meddling((text) => text.replace('-A BW_FORWARD', '-A BW_FORWARD -m nosuchmatch\n-A BW_FORWARD'));
    const tried = await tryDeployment(bed.host, { document, compiler: bad, on: confirmAtOnce });
    expect(tried.outcome).toBe('refused');
    expect(tried.steps.check).toBe('failed');
    expect(tried.message).toMatch(/nosuchmatch/);
    await expectEarlier();
  });

  it('because its disk is full is told before anything is written', async () => {
    await bed.host.shell('mount -t tmpfs -o size=64k full /var/lib');
    try {
      const tried = await tryDeployment(bed.host, { document, on: confirmAtOnce });
      expect(tried.outcome).toBe('refused');
      expect(tried.message).toMatch(/mytux has \d+ KiB left in \/var\/lib, but \d+ KiB are needed/);
    } finally {
      await bed.host.shell('umount /var/lib');
    }
    await expectEarlier();
  });

  it('because its disk fills up during the upload leaves no half release', async () => {
    // As if it had filled up since the preflight: until then df tells of plenty.
    await bed.host.shell(`
mount -t tmpfs -o size=64k full /var/lib
printf '#!/bin/sh\\nprintf "head\\\\nfull 9 9 1000000 9 /var/lib\\\\n"\\n' >/run/df
chmod +x /run/df
mount --bind /run/df /usr/bin/df`);
    try {
      const tried = await tryDeployment(bed.host, { document });
      expect(tried.outcome).toBe('failed');
      expect(tried.steps).toMatchObject({ preflight: 'done', upload: 'failed' });
      expect(tried.message).toMatch(
        /could not be put on mytux.*cannot be written to \/var\/lib\/bridgewarden\/releases.*full/,
      );
      expect(await bed.host.shell('find /var/lib/bridgewarden -type f')).toBe('');
    } finally {
      await bed.host.shell('umount /var/lib /usr/bin/df; rm /run/df');
    }
    await expectEarlier();
  });

  it('because its disk has become read-only is told before anything is written', async () => {
    await bed.host.shell('mount -t tmpfs -o ro readonly /var/lib');
    try {
      const tried = await tryDeployment(bed.host, { document });
      expect(tried).toMatchObject({
        outcome: 'refused',
        message: expect.stringMatching(/\/var\/lib of mytux cannot be written to.*read-write/),
      });
    } finally {
      await bed.host.shell('umount /var/lib');
    }
    await expectEarlier();
  });

  it('because it lacks iptables is told, with what to install', async () => {
    await bed.host.shell('mount --bind /dev/null /usr/sbin/iptables-restore');
    try {
      const tried = await tryDeployment(bed.host, { document, on: confirmAtOnce });
      expect(tried).toMatchObject({
        outcome: 'refused',
        message: expect.stringMatching(/mytux lacks iptables.*apt-get install iptables/),
      });
    } finally {
      await bed.host.shell('umount /usr/sbin/iptables-restore');
    }
    await expectEarlier();
  });

  it('because the rules that run now could not be loaded again is not armed', async () => {
    const noWayBack = headed('if [ "$1" = load ]; then echo "cannot load today" >&2; exit 1; fi');
    const tried = await tryDeployment(bed.host, { document, compiler: noWayBack, on: confirmAtOnce });
    expect(tried.outcome).toBe('refused');
    expect(tried.steps).toMatchObject({ check: 'done', arm: 'failed' });
    expect(tried.message).toMatch(/no way back.*cannot load today/s);
    await expectEarlier();
  });
});
