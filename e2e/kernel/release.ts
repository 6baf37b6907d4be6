import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../shared/compiler/compile.ts';
import type { CompiledHost } from '../../shared/compiler/result.ts';
import type { Document, Profile, ScriptStyle } from '../../shared/document/document.ts';
import type { Outcome } from '../world/run-command.ts';
import type { World } from '../world/world.ts';

/** A release on disk, with a state folder of its own so that worlds do not see each other's. */
export class Release {
  readonly folder: string;
  readonly compiled: CompiledHost;

  private constructor(folder: string, compiled: CompiledHost) {
    this.folder = folder;
    this.compiled = compiled;
  }

  /** Compiles the document for its host and writes the release's files; throws with the findings when it has errors. */
  static async write(
    document: Document,
    host: string,
    style: ScriptStyle = 'restore',
    profile?: Profile,
  ): Promise<Release> {
    const { hosts, findings } = compile(document, { host, style, ...(profile ? { profile } : {}) });
    const [compiled] = hosts;
    if (compiled === undefined) throw new Error(`does not compile: ${JSON.stringify(findings, null, 1)}`);
    const folder = await mkdtemp(join(tmpdir(), 'bridgewarden-release-'));
    for (const file of compiled.files) await writeFile(join(folder, file.name), file.text, { mode: file.mode });
    return new Release(folder, compiled);
  }

  /** Stands for what a host keeps over a reboot, /etc/sysctl.d included. */
  get library(): string {
    return join(this.folder, 'library');
  }

  /** Runs `firewall.sh` with these arguments on the world's host. */
  run(world: World, ...args: readonly string[]): Promise<Outcome> {
    const state = join(this.folder, 'state');
    const host = world.plan.network.host.id;
    return world.exec(host, ['sh', join(this.folder, 'firewall.sh'), ...args], {
      env: { BW_STATE: state, BW_LIBRARY: this.library, BW_SYSCTLS: this.library },
    });
  }

  /** Runs it and throws when it fails. */
  async runOrThrow(world: World, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(world, ...args);
    if (code !== 0) throw new Error(`firewall.sh ${args.join(' ')} ended with ${code}:\n${stderr}\n${stdout}`);
    return stdout;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
