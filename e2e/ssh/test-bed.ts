import { expect } from 'vitest';
import type { RemotePaths } from '../../electron/backend/deploy/remote/remote-paths.ts';
import type { Document } from '../../shared/document/document.ts';
import type { FrameAgent } from '../world/frame-agent.ts';
import { buildWorld, type World } from '../world/world.ts';
import { askHost } from './ask-host.ts';
import { HOST, MANAGEMENT, otherRules } from './documents.ts';
import { SshHost } from './ssh-host.ts';
import { type Traffic, traffic } from './traffic.ts';
import { confirmAtOnce, tryDeployment } from './try-deployment.ts';

/** The drawn network in namespaces, an sshd on its host, and eyes on every wire. */
export class TestBed {
  readonly world: World;
  readonly host: SshHost;
  readonly #agent: FrameAgent;

  private constructor(world: World, host: SshHost, agent: FrameAgent) {
    this.world = world;
    this.host = host;
    this.#agent = agent;
  }

  /** Guests are mute unless they are to answer: then every frame of theirs is one that a test has sent. */
  static async build({ mute = true } = {}): Promise<TestBed> {
    const world = await buildWorld(otherRules(), 'mytux', { management: MANAGEMENT, mute });
    let host: SshHost | undefined;
    try {
      host = await SshHost.start(world.namespace('mytux'), HOST);
      return new TestBed(world, host, await world.frames());
    } catch (error) {
      await host?.stop();
      await world.destroy();
      throw error;
    }
  }

  async destroy(): Promise<void> {
    await this.host.stop();
    await this.world.destroy();
  }

  /** Deploys a document, confirms, and makes sure that its rules run then. */
  async deploy(document: Document): Promise<void> {
    expect(await tryDeployment(this.host, { document, on: confirmAtOnce })).toMatchObject({ outcome: 'confirmed' });
  }

  /** What the program says of the host with this document open. */
  about(document: Document, paths?: RemotePaths): ReturnType<typeof askHost> {
    return askHost(this.host, document, paths);
  }

  /** What frames between the guests come to now. */
  traffic(): Promise<Traffic> {
    return traffic(this.world, this.#agent);
  }

  /**
   * The host's journal ends with a rollback that the timer began within its time, as the host itself counted it: not before,
   * and not later than a busy machine takes to wake up.
   */
  async expectByTimer(rollbackSeconds: number): Promise<void> {
    const line: unknown = JSON.parse(await this.host.shell('tail -n 1 /var/lib/bridgewarden/journal.jsonl'));
    expect(line).toMatchObject({ outcome: 'undone', by: 'by-timer', rollback: 'restored' });
    const { seconds } = line as { seconds: number };
    // Whole seconds are counted.
    expect(seconds).toBeGreaterThanOrEqual(rollbackSeconds - 1);
    expect(seconds).toBeLessThanOrEqual(2 * rollbackSeconds);
  }

  /** These rules run again, by the kernel's word and by the frames that pass, and nothing is left over. */
  async expectBack(rules: string): Promise<void> {
    expect(await this.host.rules()).toBe(rules);
    expect(await this.traffic()).toBe('echo');
    await this.expectNothingLeft();
  }

  /** No lock, no timer, no half of anything is left on the host. */
  async expectNothingLeft(): Promise<void> {
    const left = await this.host.shell(`
ls -d /run/bridgewarden/deploy* /run/bridgewarden/work* 2>/dev/null || true
find /var/lib/bridgewarden \\( -name '*.part-*' -o -name '*.new*' -o -name '*.old' \\) 2>/dev/null || true
for process in /proc/[0-9]*; do
  tr '\\0' ' ' <"$process/cmdline" 2>/dev/null | grep -e rollback -e firewall.sh | grep -v grep || true
done`);
    expect(left).toBe('');
  }
}
