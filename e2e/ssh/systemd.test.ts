import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programCompiler } from '../../electron/backend/deploy/program-compiler.ts';
import { DEFAULT_REMOTE_PATHS } from '../../electron/backend/deploy/remote/remote-paths.ts';
import { otherRules, twoBridges } from './documents.ts';
import { askedOfSystemd, standInForSystemd, withoutSystemd } from './systemd-stand-in.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, SHORT, tryDeployment } from './try-deployment.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
beforeEach(async () => {
  await bed.host.reset();
  await standInForSystemd(bed.host);
});
afterEach(() => withoutSystemd(bed.host));

const compiler = programCompiler;

describe('on a host that runs systemd, a deployment', () => {
  it('that is confirmed stops its timer and is enabled at boot', async () => {
    const tried = await tryDeployment(bed.host, { document: twoBridges(), compiler, on: confirmAtOnce });
    expect(tried.message).toBe('The new rules run on mytux and start at boot.');
    expect(tried.steps.enable).toBe('done');
    const timer = `bridgewarden-rollback-${tried.session}`;
    const asked = (await askedOfSystemd(bed.host)).split('\n');
    expect(asked).toContain(
      `systemd-run --quiet --collect --unit=${timer} --on-active=60 --timer-property=AccuracySec=100ms /bin/sh /run/bridgewarden/deploy-${tried.session}/rollback.sh by-timer`,
    );
    expect(asked).toContain(`systemctl stop ${timer}.timer`);
    expect(await bed.host.shell('cat /etc/systemd/system/bridgewarden.service')).toContain(
      'ExecStart=/var/lib/bridgewarden/current/firewall.sh boot',
    );
    expect(asked).toContain('systemctl enable --quiet bridgewarden-watch.service');
    expect(asked).toContain('systemctl restart bridgewarden-watch.service');
    expect(await bed.host.shell('cat /etc/systemd/system/bridgewarden-watch.service')).toContain(
      'ExecStart=/var/lib/bridgewarden/current/firewall.sh watch',
    );
    expect(await bed.host.shell('cat /etc/modules-load.d/bridgewarden.conf')).toContain('br_netfilter');
    expect(await bed.host.shell('cat /etc/sysctl.d/bridgewarden.conf')).toContain('bridge-nf-call-iptables');
    expect(await bed.host.shell('ls /run/stand-in')).not.toContain('.timer');
  });

  it('that finds libvirt there leaves it a hook that gives new taps their flags', async () => {
    // Not /etc/libvirt: the test's host shares most of /etc with this machine.
    await bed.host.shell('mkdir -p /root/libvirt');
    const paths = { ...DEFAULT_REMOTE_PATHS, hooks: '/root/libvirt/hooks' };
    const tried = await tryDeployment(bed.host, { document: twoBridges(), compiler, on: confirmAtOnce, paths });
    expect(tried.steps.enable).toBe('done');
    for (const driver of ['qemu', 'lxc']) {
      const hook = `/root/libvirt/hooks/${driver}.d/bridgewarden`;
      expect(await bed.host.shell(`test -x ${hook} && ${hook} guest start begin - </dev/null && echo called`)).toBe(
        'called\n',
      );
    }
    await bed.host.shell('rm -r /root/libvirt');
  });

  it('that nobody confirms is undone by the timer', async () => {
    const before = await bed.host.rules();
    const tried = await tryDeployment(bed.host, { document: twoBridges(), compiler, rollbackSeconds: SHORT });
    expect(tried.outcome).toBe('lapsed');
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.host.shell('cat /var/lib/bridgewarden/journal.jsonl')).toContain('"by":"by-timer"');
    expect(await bed.host.shell('ls /etc/systemd/system /etc/sysctl.d /etc/modules-load.d')).not.toContain(
      'bridgewarden',
    );
  });

  it('that cannot be enabled runs all the same, and says what is missing', async () => {
    await bed.host.shell('echo no space left >/run/stand-in/refuse');
    const tried = await tryDeployment(bed.host, { document: otherRules(), compiler, on: confirmAtOnce });
    expect(tried.outcome).toBe('failed');
    expect(tried.message).toMatch(
      /new rules run on mytux and are confirmed, but: .*not start them at boot.*no space left/,
    );
    expect(await bed.traffic()).toBe('echo and console');
  });
});
