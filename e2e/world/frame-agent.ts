import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Point } from './plan-world.ts';

const PYTHON = '/usr/bin/python3';
const AGENT = fileURLToPath(new URL('./frames_agent.py', import.meta.url));

/** A frame to put on the wire at a device, or an IP packet that the host itself sends (through its OUTPUT chain). */
export interface Send {
  /** The key of a point; missing for the host's own packets. */
  readonly device?: string;
  readonly octets: Buffer;
}

/** A frame that a station sends after its probes and that must arrive at every one of `expect`. */
export interface Sentinel {
  readonly device: string;
  /** Without its last eight octets, which the agent fills in. */
  readonly octets: Buffer;
  /** Where an Internet checksum stands that counts these octets, too. */
  readonly checksumAt?: number;
  readonly expect: readonly string[];
}

export interface Exchange {
  readonly sends: readonly Send[];
  readonly sentinels: readonly Sentinel[];
  /** How often the sentinels go round: twice lets an answer to a probe arrive too. */
  readonly rounds?: number;
  /** Seconds of silence to wait for besides, where a process of its own answers: what kernels do has happened by then anyway. */
  readonly settle?: number;
}

export interface Captured {
  readonly key: string;
  readonly octets: Buffer;
}

export interface ExchangeResult {
  readonly captured: readonly Captured[];
  /** The host's own packets that its kernel refused to send, with the error's name. */
  readonly refused: ReadonlyMap<number, string>;
  /** Sentinels that did not arrive: [sender, point]. */
  readonly missing: readonly (readonly [string, string])[];
}

type Answer = Record<string, unknown> & { error?: string };

/** Sends and sees raw frames at every point of a world. */
export class FrameAgent {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  #complaint = '';

  private constructor() {
    this.#child = spawn(PYTHON, ['-I', '-B', AGENT], { stdio: 'pipe' });
    this.#child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      this.#complaint += chunk;
    });
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('error', (error) => {
      this.#complaint += String(error);
    });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Opens the points, and in the host's namespace its own IP sockets and servers at the given TCP ports. */
  static async open(points: readonly Point[], hostNamespace: string, tcpPorts: readonly number[]): Promise<FrameAgent> {
    const agent = new FrameAgent();
    try {
      await agent.#ask({ op: 'open', points, host: hostNamespace, listen: tcpPorts });
    } catch (error) {
      agent.close();
      throw error;
    }
    return agent;
  }

  async exchange(exchange: Exchange): Promise<ExchangeResult> {
    const hex = (each: { device?: string; octets: Buffer }) => ({
      ...(each.device !== undefined && { device: each.device }),
      hex: each.octets.toString('hex'),
    });
    const answer = (await this.#ask({
      op: 'exchange',
      sends: exchange.sends.map(hex),
      sentinels: exchange.sentinels.map((each) => ({
        ...hex(each),
        ...(each.checksumAt !== undefined && { checksum_at: each.checksumAt }),
        expect: each.expect,
      })),
      rounds: exchange.rounds ?? 2,
      settle: exchange.settle ?? 0,
      timeout: 5,
    })) as { captured: [string, string][]; refused: [number, string][]; missing: [string, string][]; lost: number };
    if (answer.lost > 0) throw new Error(`the frame agent lost ${answer.lost} frames: send fewer at once`);
    return {
      captured: answer.captured.map(([key, octets]) => ({ key, octets: Buffer.from(octets, 'hex') })),
      refused: new Map(answer.refused),
      missing: answer.missing,
    };
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  /** One question at a time: callers await each answer. */
  async #ask(request: object): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await this.#answers.next();
    if (line.done) throw new Error(`the frame agent ended: ${this.#complaint || 'it said nothing'}`);
    const answer = JSON.parse(line.value) as Answer;
    if (answer.error !== undefined) throw new Error(`the frame agent failed: ${answer.error}`);
    return answer;
  }
}
