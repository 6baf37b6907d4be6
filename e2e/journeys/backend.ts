import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command line program, as `npm run build` has made it. */
export const CLI = fileURLToPath(new URL('../../out/cli/bridgewarden.mjs', import.meta.url));

export interface BackendOptions {
  /** The administrator's home; her state folder is in it. */
  readonly home: string;
  /** The document to open, or `example:NAME`. */
  readonly file?: string;
  /** The same port as before, so that a window finds its backend again. */
  readonly port?: number;
  /** Puts the command into surroundings of its own, as an administrator with an SSH configuration has. */
  readonly wrap?: (argv: readonly string[]) => string[];
}

/** `bridgewarden serve`, running. */
export class Backend {
  readonly link: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, link: string) {
    this.#child = child;
    this.link = link;
  }

  static async start({ home, file, port, wrap = (argv) => [...argv] }: BackendOptions): Promise<Backend> {
    const argv = [process.execPath, CLI, 'serve'];
    if (file !== undefined) argv.push(file);
    if (port !== undefined) argv.push('--port', String(port));
    const [program = '', ...args] = wrap(argv);
    const child = spawn(program, args, {
      env: { ...process.env, HOME: home, XDG_STATE_HOME: `${home}/.local/state` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Backend(child, await printedLink(child));
  }

  get port(): number {
    return Number(new URL(this.link).port);
  }

  /** Ends it as Ctrl+C does. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill(signal);
    // A backend that does not listen must not hang the run.
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(impatience);
  }
}

function printedLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: string) => {
      said += text;
      const link = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(said)?.[0];
      if (link !== undefined) resolve(link);
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`bridgewarden serve ended without printing a link: ${said}`)));
  });
}
