import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SshConfig } from '../../electron/backend/ssh/ssh-config.ts';
import { assertOwnNamespace } from '../world/assert-namespace.ts';
import { type CommandOptions, type Outcome, runCommand, runOrThrow } from '../world/run-command.ts';

const EMPTY_KERNEL = `
for tool in iptables ip6tables; do
  $tool -P INPUT ACCEPT; $tool -P FORWARD ACCEPT; $tool -P OUTPUT ACCEPT; $tool -F; $tool -X
done
for table in filter nat; do ebtables -t $table -F 2>/dev/null || true; ebtables -t $table -X 2>/dev/null || true; done`;

/**
 * A host that SSH reaches: a real sshd in the network namespace of a world's host, with mounts and process ids of its own,
 * so that /run, /var/lib, /root and the folders of /etc that a deployment writes to are this host's alone.
 * Everything else, /tmp included, is the machine's own: nothing may be run in it that cleans up or boots.
 */
export class SshHost {
  readonly address: string;
  readonly port = 22;
  /** Keys, known hosts and configuration of the administrator. */
  readonly folder: string;
  readonly #network: string;
  #child: ChildProcess | undefined;
  #inside = 0;

  private constructor(network: string, address: string) {
    this.#network = network;
    this.address = address;
    this.folder = mkdtempSync(join(tmpdir(), 'bridgewarden-ssh-'));
  }

  /** Starts sshd in a named network namespace (as `ip netns` knows it), listening at one of its addresses. */
  static async start(network: string, address: string): Promise<SshHost> {
    assertOwnNamespace();
    const host = new SshHost(network, address);
    try {
      await host.#makeKeys();
      await host.#boot();
    } catch (error) {
      await host.stop();
      throw error;
    }
    return host;
  }

  /** What the administrator's client is to use; `aliveSeconds` is short, so that a cut line is noticed soon. */
  sshConfig(): SshConfig {
    return { configFile: join(this.folder, 'config'), connectSeconds: 3, aliveSeconds: 1 };
  }

  /** Runs a command as root on the host, as at its console. */
  exec(argv: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
    return runCommand([...this.#enter(), ...argv], options);
  }

  /** Runs a shell script at the host's console that must succeed. */
  shell(script: string): Promise<string> {
    return runOrThrow([...this.#enter(), 'sh', '-euc', script]);
  }

  /** The rules that the kernel holds, both families, without counters and dates. */
  async rules(): Promise<string> {
    const saved = await this.shell('iptables-save; echo; ip6tables-save; echo; ebtables-save 2>/dev/null || true');
    return saved
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.replace(/ ?\[\d+:\d+\]/, ''))
      .join('\n');
  }

  /** As freshly booted: no rules, no state, nothing deployed. */
  async reset(): Promise<void> {
    await this.shell(`${EMPTY_KERNEL}
rm -rf /run/bridgewarden /var/lib/bridgewarden /run/systemd /etc/systemd/system/* /etc/modules-load.d/* /etc/sysctl.d/*`);
  }

  /** Cuts the line between the administrator and the host, without a word to either side. */
  async cut(): Promise<void> {
    await runOrThrow(['iptables', '-I', 'OUTPUT', '-d', this.address, '-j', 'DROP']);
    await runOrThrow(['iptables', '-I', 'INPUT', '-s', this.address, '-j', 'DROP']);
  }

  async mend(): Promise<void> {
    await runOrThrow(['iptables', '-F']);
  }

  /** Ends the host's side of every SSH connection, as its keepalive does in time with those whose other side has gone. */
  async endSessions(): Promise<void> {
    await this.shell(`for process in /proc/[0-9]*; do
      if tr '\\0' ' ' <"$process/cmdline" | grep -q '^sshd: root@notty'; then kill -9 "\${process#/proc/}"; fi
    done`);
  }

  /** Gives the host another key than the administrator knows, or puts hers right again. */
  know(key: 'right' | 'wrong' | 'none'): void {
    const file = key === 'wrong' ? 'other-key.pub' : 'host-key.pub';
    const line = key === 'none' ? '' : `${this.address} ${readFileSync(join(this.folder, file), 'utf8')}`;
    writeFileSync(join(this.folder, 'known_hosts'), line);
  }

  /** The key that the administrator logs in with: one that the host knows, or another. */
  login(key: 'right' | 'wrong'): void {
    this.configure({ identity: key === 'right' ? 'user-key' : 'other-key' });
  }

  /** The administrator's ssh configuration: a private key of the folder, and what comes before. */
  configure({ identity, before = '' }: { identity: string; before?: string }): void {
    writeFileSync(
      join(this.folder, 'config'),
      `${before}\nHost *\n  IdentityFile ${join(this.folder, identity)}\n  IdentitiesOnly yes\n  IdentityAgent none\n  UserKnownHostsFile ${join(this.folder, 'known_hosts')}\n  GlobalKnownHostsFile /dev/null\n`,
    );
  }

  /** One more sshd on the same host, at another port, with settings and a host key of its own. */
  async listen(port: number, settings: string): Promise<void> {
    const key = join(this.folder, `host-key-${port}`);
    await runOrThrow(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
    const config = join(this.folder, `sshd_config-${port}`);
    writeFileSync(config, this.#serverConfig(port, key, settings));
    // Not -D: it goes into the background once it listens, and ends with the host's processes.
    await this.shell(`/usr/sbin/sshd -f '${config}'`);
  }

  async stop(): Promise<void> {
    await this.#powerOff();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Restarts the host, as far as that goes without a kernel of its own: every process ends at once, /run is empty, the kernel
   * holds no rules; then what is to start at boot starts, before anything else, and sshd last.
   */
  async restart(): Promise<void> {
    await this.#powerOff();
    await runOrThrow(['nsenter', `--net=/run/netns/${this.#network}`, '--', 'sh', '-euc', EMPTY_KERNEL]);
    await this.#boot();
  }

  async #powerOff(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    // unshare --kill-child takes the process namespace with it, and so whatever a deployment left running there.
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async #makeKeys(): Promise<void> {
    for (const name of ['host-key', 'user-key', 'other-key'])
      await runOrThrow(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(this.folder, name)]);
    this.know('right');
    this.login('right');
    writeFileSync(join(this.folder, 'sshd_config'), this.#serverConfig(this.port, join(this.folder, 'host-key'), ''));
  }

  /** What comes first wins. */
  #serverConfig(port: number, key: string, settings: string): string {
    return `${settings}
Port ${port}
ListenAddress ${this.address}
HostKey ${key}
AuthorizedKeysFile ${join(this.folder, 'user-key.pub')}
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PrintMotd no
UseDNS no
`;
  }

  async #boot(): Promise<void> {
    const script = `
mount -t sysfs sysfs /sys 2>/dev/null || true
for folder in /run /root; do mount -t tmpfs tmpfs "$folder"; done
# What a disk keeps over a restart.
for folder in /var/lib /etc/systemd/system /etc/modules-load.d /etc/sysctl.d; do
  mkdir -p "$1/disk$folder"
  mount --bind "$1/disk$folder" "$folder"
done
if [ -e /var/lib/noexec ]; then mount -o remount,bind,noexec /var/lib; fi
mkdir -p /run/sshd /run/lock
# The unit that a deployment enabled, or the line that it asks the administrator to put into her boot scripts.
unit=/etc/systemd/system/bridgewarden.service
[ -f "$unit" ] || unit=/var/lib/bridgewarden/current/bridgewarden.service
if [ -f "$unit" ]; then sh -c "$(sed -n 's/^ExecStart=//p' "$unit")" >/run/started-at-boot 2>&1 || echo failed >>/run/started-at-boot; fi
exec /usr/sbin/sshd -D -e -f "$1/sshd_config"`;
    const child = spawn(
      // Ends with this process, however that ends.
      'setpriv',
      [
        ...['--pdeathsig', 'KILL', 'nsenter', `--net=/run/netns/${this.#network}`, '--'],
        ...['unshare', '--mount', '--pid', '--fork', '--mount-proc', '--propagation', 'private', '--kill-child'],
        ...['sh', '-euc', script, 'host', this.folder],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#child = child;
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    for (let tries = 0; !said.includes('Server listening'); tries += 1) {
      if (child.exitCode !== null || tries > 200) throw new Error(`sshd did not start: ${said}`);
      await sleep(50);
    }
    // setpriv and nsenter have become unshare, and its one child is the shell that became sshd.
    this.#inside = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim());
  }

  #enter(): string[] {
    return ['nsenter', '--target', String(this.#inside), '--mount', '--net', '--pid', '--'];
  }
}
