import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { Backend, type BackendOptions } from './backend.ts';
import { Complaints } from './complaints.ts';
import { type Script, ScriptedBackend } from './scripted-backend.ts';
import { Window } from './window.ts';

export interface Journey {
  /** An empty home for the administrator. */
  readonly home: string;
  readonly complaints: Complaints;
  /** Starts the program. */
  serve(options?: Omit<BackendOptions, 'home'>): Promise<Backend>;
  /** Opens the printed link in a page of the browser; in one of its own unless a context is given. */
  open(backend: Backend, context?: BrowserContext): Promise<Window>;
  /** Both at once. */
  start(file?: string): Promise<Window>;
  /** A window whose backend says what the test wants it to. */
  startScripted(script: Script): Promise<{ readonly window: Window; readonly scripted: ScriptedBackend }>;
}

/** Every journey starts with an empty home, and fails when the browser had anything to complain of. */
export const test = base.extend<{ journey: Journey }>({
  // A hand that finds nothing to click shall fail where it is, not when the whole journey's time is over.
  actionTimeout: 10_000,
  journey: async ({ context, browser }, use) => {
    const home = emptyHome();
    const complaints = new Complaints();
    const backends: Backend[] = [];
    const journey: Journey = {
      home,
      complaints,
      async serve(options = {}) {
        const backend = await Backend.start({ home, ...options });
        backends.push(backend);
        return backend;
      },
      async open(backend, other = context) {
        const page = await other.newPage();
        await complaints.listenTo(page);
        await page.goto(backend.link);
        await drawn(page);
        return new Window(page);
      },
      async startScripted(script) {
        const backend = await journey.serve();
        const page = await context.newPage();
        await complaints.listenTo(page);
        const scripted = await ScriptedBackend.in(page, script);
        await page.goto(backend.link);
        await drawn(page);
        return { window: new Window(page), scripted };
      },
      async start(file) {
        return journey.open(await journey.serve(file === undefined ? {} : { file }));
      },
    };
    await use(journey);
    for (const one of browser.contexts()) for (const page of one.pages()) await page.close({ runBeforeUnload: false });
    for (const backend of backends) await backend.stop();
    rmSync(home, { recursive: true, force: true });
    expect(complaints.list(), 'what the browser complained of').toEqual([]);
  },
});

/** Pictures show its name in dialogs. */
const SHOWN_HOME = '/home/maggie';

/** Of its own for each journey; when pictures are renewed by root, with a name as an administrator's has. */
function emptyHome(): string {
  if (process.env.BW_SCREENSHOTS === '1') {
    try {
      mkdirSync(SHOWN_HOME);
      return SHOWN_HOME;
    } catch {
      // It is somebody's, or this is not root.
    }
  }
  return mkdtempSync(join(tmpdir(), 'bridgewarden-journey-'));
}

/** A key that is pressed before the window is there is nobody's. */
async function drawn(page: Page): Promise<void> {
  await page.getByRole('main', { name: 'Canvas' }).waitFor();
}

export { expect };
