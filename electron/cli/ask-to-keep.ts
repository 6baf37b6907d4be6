import { createInterface } from 'node:readline/promises';

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks whether the new rules are to stay. Only a plain yes keeps them: anything else, the end of the input (Ctrl+D) and
 * the signal are a no.
 */
export async function askToKeep(
  host: string,
  seconds: number,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<boolean> {
  const question = `${host} is reachable under the new rules; they are undone in ${Math.round(seconds)} s. Keep them? [yes/no] `;
  return askYesNo(question, signal, terminal);
}

/** Only a plain yes is one. */
export async function askYesNo(question: string, signal: AbortSignal, terminal: Terminal): Promise<boolean> {
  const prompt = createInterface({ ...terminal });
  // A terminal in raw mode sends Ctrl+C here and not to the process.
  prompt.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const hungUp = new Promise<string>((resolve) => prompt.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([prompt.question(question, { signal }), hungUp]);
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if ((error as Error).name === 'AbortError') return false;
    throw error;
  } finally {
    prompt.close();
  }
}
