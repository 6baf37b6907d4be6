import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { World } from './world.ts';

const READER = fileURLToPath(new URL('./read_nflog.py', import.meta.url));
const GROUP = 7;
const LAST = 'THE END ';

/** The rules with their logging handed to this program: the kernel keeps what LOG says inside a namespace to itself. */
export function withReadableLog(rules: string): string {
  return rules
    .replace(/-j LOG --log-level \S+ --log-prefix/g, '-j LOG --log-prefix')
    .replace(/-j LOG --log-prefix/g, `-j NFLOG --nflog-group ${GROUP} --nflog-prefix`);
}

/** Reads the log lines of a world's host in the order in which the kernel writes them. */
export class KernelLog {
  readonly #world: World;
  readonly #lines: AsyncIterator<string>;

  private constructor(world: World, lines: AsyncIterator<string>) {
    this.#world = world;
    this.#lines = lines;
  }

  static async open(world: World): Promise<KernelLog> {
    const reader = world.start(world.plan.network.host.id, ['/usr/bin/python3', '-I', '-B', READER, String(GROUP)]);
    if (!reader.stdout) throw new Error('the log reader has no output');
    let complaint = '';
    reader.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      complaint += chunk;
    });
    const log = new KernelLog(world, createInterface({ input: reader.stdout })[Symbol.asyncIterator]());
    const first = await log.#next();
    if (first !== 'ready') throw new Error(`the log reader does not listen: ${first ?? complaint}`);
    return log;
  }

  /** What has been logged since the last call. The kernel is made to log one more line, so that nothing is on its way any more. */
  async take(): Promise<string[]> {
    const [chain, ...rule] = ['OUTPUT', '-o', 'lo', '-p', 'udp', '--dport', '9'];
    const last = ['-j', 'NFLOG', '--nflog-group', String(GROUP), '--nflog-prefix', LAST];
    await this.#world.onHost(['ip', 'link', 'set', 'lo', 'up']);
    await this.#world.onHost(['iptables', '-I', chain ?? '', ...rule, ...last]);
    const send = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))";
    await this.#world.onHost(['/usr/bin/python3', '-I', '-c', send]);
    await this.#world.onHost(['iptables', '-D', chain ?? '', ...rule, ...last]);
    const lines: string[] = [];
    for (let line = await this.#next(); !line?.startsWith(LAST); line = await this.#next()) {
      if (line === undefined) throw new Error('the log reader has ended');
      lines.push(line);
    }
    return lines;
  }

  async #next(): Promise<string | undefined> {
    const next = await this.#lines.next();
    return next.done ? undefined : next.value;
  }
}
