import type { Page } from '@playwright/test';
import type { CallName, CallResult, EventName, EventPayload } from '../../shared/contract/contract.ts';

/** An answer to a call, a refusal in a sentence, or silence until the test answers. */
export type Scripted = { readonly result: unknown } | { readonly refuse: string } | { readonly silent: true };

/** By call; or by call and host, as `hosts.status mytux`. */
export type Script = Readonly<Record<string, Scripted>>;

/** An answer of the contract's own shape: of any host, or of one. */
export function says<N extends CallName>(call: N, result: CallResult<N>, host?: string): Script {
  return { [host === undefined ? call : `${call} ${host}`]: { result } };
}

/**
 * A backend that says what the test wants it to say, for states of the window that a real host gets into rarely or briefly.
 * It speaks the window's own channel from within the page, as the preload's pipe does.
 */
export class ScriptedBackend {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async in(page: Page, script: Script): Promise<ScriptedBackend> {
    await page.addInitScript(answerByScript, script);
    return new ScriptedBackend(page);
  }

  async emit<N extends EventName>(event: N, payload: EventPayload<N>): Promise<void> {
    await this.#page.evaluate((message) => scripted.tell(message), {
      event,
      payload,
    });
  }

  /** From now on this is the answer. */
  async answer(call: string, scripted: Scripted): Promise<void> {
    await this.#page.evaluate(
      ([name, now]) => {
        globalThis.scripted.script[name] = now;
      },
      [call, scripted] as const,
    );
  }

  /** The parameters of every call of this name so far. */
  calls(name: CallName): Promise<unknown[]> {
    return this.#page.evaluate(
      (wanted) => scripted.calls.filter(({ call }) => call === wanted).map(({ params }) => params),
      name,
    );
  }
}

declare global {
  /** In the page: what the backend says, what it was asked, and a message to the window. */
  var scripted: {
    readonly script: Record<string, Scripted>;
    readonly calls: { readonly call: string; readonly params: unknown }[];
    tell(message: unknown): void;
  };
}

/** Runs in the page, before any of its own code. */
function answerByScript(given: Script): void {
  const listeners: ((message: unknown) => void)[] = [];
  const script: Record<string, Scripted> = { ...given };
  const calls: { call: string; params: unknown }[] = [];
  const tell = (message: unknown) => {
    for (const listener of listeners) listener(message);
  };
  const pipe = {
    send(message: { id: string; call: string; params: { host?: string } }) {
      const { id, call, params } = message;
      calls.push({ call, params });
      const scripted = script[`${call} ${params.host}`] ?? script[call] ?? { result: {} };
      if ('silent' in scripted) return;
      const reply =
        'refuse' in scripted
          ? { id, ok: false, error: { code: 'io', message: scripted.refuse } }
          : { id, ok: true, result: scripted.result };
      setTimeout(() => tell(reply));
    },
    onMessage: (listener: (message: unknown) => void) => void listeners.push(listener),
    onClose: () => undefined,
  };
  Object.assign(globalThis, { bridgewardenPipe: pipe, scripted: { script, calls, tell } });
}
