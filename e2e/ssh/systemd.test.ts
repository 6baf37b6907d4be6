import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

describe('on a host that runs systemd, a deployment', () => {
  it('that is confirmed stops its timer and is enabled at boot', async () => {
    const tried = await tryDeployment(bed.host, { document: twoBridges(), on: confirmAtOnce });
    expect(tried.message).toBe('The new rules run on mytux and start at boot.');
    expect(tried.steps.enable).toBe('done');
    expect(await bed.traffic()).toBe('echo');
    const timer = `bridgewarden-rollback-${tried.session}`;
    const asked = (await askedOfSystemd(bed.host)).split('\n');
    expect(asked).toContain(
      `systemd-run --quiet --collect --unit=${timer} --on-active=60 --timer-property=AccuracySec=100ms /bin/sh /run/bridgewarden/deploy-${tried.session}/rollback.sh by-timer`,
    );
    expect(asked).toContain(`systemctl stop ${timer}.timer`);
    expect(await bed.host.shell('cat /etc/systemd/system/bridgewarden.service')).toContain(
      'ExecStart=/bin/sh /var/lib/bridgewarden/current/firewall.sh boot',
    );
    expect(asked).toContain('systemctl enable --quiet bridgewarden-watch.service');
    expect(asked).toContain('systemctl restart bridgewarden-watch.service');
    expect(await bed.host.shell('cat /etc/systemd/system/bridgewarden-watch.service')).toContain(
      'ExecStart=/bin/sh /var/lib/bridgewarden/current/firewall.sh watch',
    );
    expect(await bed.host.shell('cat /etc/modules-load.d/bridgewarden.conf')).toContain('br_netfilter');
    expect(await bed.host.shell('cat /etc/sysctl.d/bridgewarden.conf')).toContain('bridge-nf-call-iptables');
    expect(await bed.host.shell('ls /run/stand-in')).not.toContain('.timer');
  });

  it('that finds libvirt there leaves it a hook that gives new taps their flags', async () => {
    // Not /etc/libvirt: the test's host shares most of /etc with this machine.
    await bed.host.shell('mkdir -p /root/libvirt');
    const paths = { ...DEFAULT_REMOTE_PATHS, hooks: '/root/libvirt/hooks' };
    const tried = await tryDeployment(bed.host, { document: twoBridges(), on: confirmAtOnce, paths });
    expect(tried.steps.enable).toBe('done');
    for (const driver of ['qemu', 'lxc']) {
      const hook = `/root/libvirt/hooks/${driver}.d/bridgewarden`;
      expect(await bed.host.shell(`test -x ${hook} && ${hook} guest start begin - </dev/null && echo called`)).toBe(
        'called\n',
      );
    }
    await bed.host.shell('rm -r /root/libvirt');
  });

  it('can be stopped for good: nothing of ours starts at boot any more, and what is not ours stays', async () => {
    await bed.host.shell('mkdir -p /root/libvirt; echo "# another program" >/etc/sysctl.d/other.conf');
    const paths = { ...DEFAULT_REMOTE_PATHS, hooks: '/root/libvirt/hooks' };
    await tryDeployment(bed.host, { document: twoBridges(), on: confirmAtOnce, paths });
    const files = () =>
      bed.host.shell(
        'ls /etc/systemd/system /etc/sysctl.d /etc/modules-load.d /root/libvirt/hooks/*; ls /run/stand-in',
      );
    const { message } = await bed.about(twoBridges(), paths).stop();
    expect(message).toMatch(/starts again at the next boot.*bridgewarden\.service.*--disable/);
    expect(await files()).toContain('bridgewarden.service.enabled');
    const gone = await bed.about(twoBridges(), paths).stop({ disable: true });
    expect(gone.message).toMatch(/Nothing of ours starts at the next boot: removed .*sysctl\.d\/bridgewarden\.conf/);
    expect(await files()).not.toContain('bridgewarden');
    expect(await files()).toContain('other.conf');
    expect((await askedOfSystemd(bed.host)).split('\n')).toContain('systemctl disable --quiet bridgewarden.service');
    // And a push has it all again.
    await tryDeployment(bed.host, { document: twoBridges(), on: confirmAtOnce, paths });
    expect(await files()).toContain('bridgewarden.service.enabled');
    await bed.host.shell('rm -r /root/libvirt');
  });

  it('leaves alone a file of its name that somebody else wrote', async () => {
    await bed.deploy(twoBridges());
    await bed.host.shell('echo net.ipv4.ip_forward = 1 >/etc/sysctl.d/bridgewarden.conf');
    await bed.about(twoBridges()).stop({ disable: true });
    expect(await bed.host.shell('cat /etc/sysctl.d/bridgewarden.conf')).toContain('ip_forward');
  });

  it('is undone by a stop after a reboot too, kernel settings that were made at boot included', async () => {
    const settings = () =>
      bed.host.shell('grep -rs "" /proc/sys/net/bridge /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf | sort');
    // Whatever earlier tests have left there.
    await bed.host.shell(
      'for file in /proc/sys/net/bridge/bridge-nf-* /proc/sys/net/ipv4/conf/virbr*/*_filter; do echo 0 >"$file"; done',
    );
    const before = await settings();
    await bed.deploy(twoBridges());
    expect(await settings()).not.toBe(before);
    // The host's network namespace lives on, with the settings that /etc/sysctl.d would have made by now.
    await bed.host.restart();
    await standInForSystemd(bed.host);
    await bed.about(twoBridges()).stop();
    expect(await settings()).toBe(before);
  });

  it('that nobody confirms is undone by the timer', async () => {
    const before = await bed.host.rules();
    const tried = await tryDeployment(bed.host, { document: twoBridges(), rollbackSeconds: SHORT });
    expect(tried.outcome).toBe('lapsed');
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('unguarded');
    await bed.expectByTimer(SHORT);
    expect(await bed.host.shell('ls /etc/systemd/system /etc/sysctl.d /etc/modules-load.d')).not.toContain(
      'bridgewarden',
    );
  });

  it('that cannot be enabled runs all the same, and says what is missing', async () => {
    await bed.host.shell('echo no space left >/run/stand-in/refuse');
    const tried = await tryDeployment(bed.host, { document: otherRules(), on: confirmAtOnce });
    expect(tried.outcome).toBe('failed');
    expect(tried.message).toMatch(
      /new rules run on mytux and are confirmed, but: .*not start them at boot.*no space left/,
    );
    expect(await bed.traffic()).toBe('echo and console');
  });
});
