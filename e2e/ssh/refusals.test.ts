import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programCompiler } from '../../electron/backend/deploy/program-compiler.ts';
import { headed, meddling } from './compilers.ts';
import { twoBridges } from './documents.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, tryDeployment } from './try-deployment.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
beforeEach(() => bed.host.reset());
afterEach(() => {
  bed.host.know('right');
  bed.host.login('right');
});

const compiler = programCompiler;
const document = twoBridges();

/** Nothing of a refused deployment is on the host: no rule, no file, no lock. */
async function expectUntouched(before: string): Promise<void> {
  expect(await bed.host.rules()).toBe(before);
  expect(await bed.host.shell('ls /var/lib/bridgewarden /run/bridgewarden 2>/dev/null || true')).toBe('');
}

describe('a connection that is refused', () => {
  it.each([
    ['another key', 'wrong', 'host-key-changed', /host key of mytux \(root@10\.66\.0\.2\) is not the one/],
    ['a key nobody knows', 'none', 'host-key-unknown', /mytux.*not known here yet.*ssh root@10\.66\.0\.2/],
  ] as const)('because the host shows %s leaves it untouched', async (_, key, __, sentence) => {
    const before = await bed.host.rules();
    bed.host.know(key);
    const tried = await tryDeployment(bed.host, { document, compiler, on: confirmAtOnce });
    expect(tried.outcome).toBe('refused');
    expect(tried.steps).toEqual({ compile: 'done', connect: 'failed' });
    expect(tried.message).toMatch(sentence);
    expect(tried.message).toMatch(/^Nothing was changed on mytux\. ./);
    await expectUntouched(before);
  });

  it('because the login is not accepted leaves it untouched', async () => {
    const before = await bed.host.rules();
    bed.host.login('wrong');
    const tried = await tryDeployment(bed.host, { document, compiler, on: confirmAtOnce });
    expect(tried).toMatchObject({ outcome: 'refused', message: expect.stringMatching(/mytux.*refused the login/) });
    await expectUntouched(before);
  });

  it('because nothing listens there says so', async () => {
    const elsewhere = {
      ...document,
      hosts: document.hosts.map((host) => ({ ...host, connection: { address: bed.host.address, port: 23 } })),
    };
    const tried = await tryDeployment(bed.host, { document: elsewhere, compiler });
    expect(tried).toMatchObject({
      outcome: 'refused',
      message: expect.stringMatching(/nothing listens at .* port 23/),
    });
  });
});

describe('a host that cannot take the rules', () => {
  it('because an interface name makes no valid rule is told from the kernel’s own refusal', async () => {
    const before = await bed.host.rules();
    const bad = meddling((text) => text.replace('-A BW_FORWARD', '-A BW_FORWARD -m nosuchmatch\n-A BW_FORWARD'));
    const tried = await tryDeployment(bed.host, { document, compiler: bad, on: confirmAtOnce });
    expect(tried.outcome).toBe('refused');
    expect(tried.steps.check).toBe('failed');
    expect(tried.message).toMatch(/nosuchmatch/);
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
  });

  it('because its disk is full is told before anything is written', async () => {
    const before = await bed.host.rules();
    await bed.host.shell('mount -t tmpfs -o size=64k full /var/lib');
    try {
      const tried = await tryDeployment(bed.host, { document, compiler, on: confirmAtOnce });
      expect(tried.outcome).toBe('refused');
      expect(tried.message).toMatch(/mytux has \d+ KiB left in \/var\/lib, but \d+ KiB are needed/);
      expect(await bed.host.rules()).toBe(before);
    } finally {
      await bed.host.shell('umount /var/lib');
    }
  });

  it('because it lacks iptables is told, with what to install', async () => {
    // Every folder of the search path without iptables-restore.
    await bed.host.shell(
      'mkdir /run/empty; for each in /usr/sbin/iptables-restore; do mount --bind /dev/null $each; done',
    );
    try {
      const tried = await tryDeployment(bed.host, { document, compiler, on: confirmAtOnce });
      expect(tried).toMatchObject({
        outcome: 'refused',
        message: expect.stringMatching(/mytux lacks iptables.*apt-get install iptables/),
      });
    } finally {
      await bed.host.shell('umount /usr/sbin/iptables-restore');
    }
  });

  it('because the rules that run now could not be loaded again is not armed', async () => {
    const before = await bed.host.rules();
    const noWayBack = headed('if [ "$1" = load ]; then echo "cannot load today" >&2; exit 1; fi');
    const tried = await tryDeployment(bed.host, { document, compiler: noWayBack, on: confirmAtOnce });
    expect(tried.outcome).toBe('refused');
    expect(tried.steps).toMatchObject({ check: 'done', arm: 'failed' });
    expect(tried.message).toMatch(/no way back.*cannot load today/s);
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
  });
});
