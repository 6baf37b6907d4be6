import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChannelPair } from '../../shared/contract/channel-pair.ts';
import { createClient } from '../../shared/contract/client.ts';
import type { Client, DeployEvent } from '../../shared/contract/contract.ts';
import { CallError } from '../../shared/contract/errors.ts';
import { serve } from '../../shared/contract/serve.ts';
import { createHandlers, type Services } from './create-handlers.ts';
import type { DeployService } from './deploy/deploy-service.ts';
import type { PreflightService } from './deploy/preflight/preflight-service.ts';
import { BundledExamples } from './examples/bundled-examples.ts';
import { RecentFiles } from './files/recent-files.ts';
import { PreferenceStore } from './preferences/preference-store.ts';
import { RecoveryStore } from './recovery/recovery-store.ts';
import type { AskedQuestion } from './ssh/ask.ts';

let folder: string;
let services: Services;
let calls: string[];
let deployEvents: (event: DeployEvent) => void;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handlers-'));
  calls = [];
  const deploy: DeployService = {
    start: async (_params, emit) => {
      deployEvents = emit;
      return { session: 's1' };
    },
    confirm: async (session) => void calls.push(`confirm ${session}`),
    cancel: async (session) => void calls.push(`cancel ${session}`),
    closeAll: async () => {},
  };
  services = {
    version: '1.2.3',
    examples: new BundledExamples(),
    recent: new RecentFiles(join(folder, 'recent.json')),
    preferences: new PreferenceStore(join(folder, 'preferences.json')),
    recovery: new RecoveryStore(join(folder, 'recovery')),
    deploy,
    preflight: { examine: async () => [] },
    hosts: {
      status: async (_params, { signal }) => {
        if (!signal.aborted) await once(signal, 'abort');
        throw new CallError('cancelled', 'Asking h was cancelled.');
      },
      diff: async () => ({ files: [], rules: [], renumbered: 0, same: true }),
      stop: async () => ({ message: 'Stopped.' }),
      history: async () => ({ releases: [] }),
      document: async () => ({ text: '{}' }),
    },
  };
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function openWindow(own: Partial<Services> = {}): { client: Client; close: () => void } {
  const pair = createChannelPair();
  serve(pair.backend, createHandlers({ ...services, ...own }));
  return { client: createClient(pair.window), close: pair.close };
}

/** In one step, so that nobody sees the file half written. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

const deployment = { text: '{}', host: 'h', expectedHash: 'x' };

describe('a window', () => {
  it('is told what its backend is, with no key for what it has not', async () => {
    const info = await openWindow().client.call('app.info', {});
    expect(info).toMatchObject({
      version: '1.2.3',
      platform: process.platform,
      capabilities: { nativeFileDialogs: false },
    });
    expect(Object.keys(info)).not.toContain('initialFile');
    expect(await openWindow({ initialFile: '/a' }).client.call('app.info', {})).toMatchObject({ initialFile: '/a' });
  });

  it('without dialogs of the system is refused them, with them gets the answers', async () => {
    await expect(openWindow().client.call('files.pickOpen', {})).rejects.toMatchObject({ code: 'unsupported' });
    const dialogs = { pickOpen: async () => undefined, pickSave: async (suggested: string) => `/home/${suggested}` };
    const { client } = openWindow({ dialogs });
    expect((await client.call('app.info', {})).capabilities.nativeFileDialogs).toBe(true);
    expect(await client.call('files.pickOpen', {})).toEqual({});
    expect(await client.call('files.pickSave', { suggested: 'a.json' })).toEqual({ path: '/home/a.json' });
  });

  it('hears of changes to the file it named last, and of its own saves nothing', async () => {
    const { client, close } = openWindow();
    const [first, last] = [join(folder, 'first.json'), join(folder, 'last.json')];
    for (const path of [first, last]) await writeFile(path, 'one');
    const news: string[] = [];
    client.on('file-changed', ({ path }) => news.push(path));
    await Promise.all([client.call('files.watch', { path: first }), client.call('files.watch', { path: last })]);
    const { stamp } = await client.call('files.save', { path: last, text: 'own', overwrite: true });
    await writeFile(first, 'two');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(news).toEqual([]);
    // A save that failed was no save of ours: the same content from elsewhere is news.
    await replace(last, 'theirs');
    await expect.poll(() => news.length).toBe(1);
    await expect(client.call('files.save', { path: last, text: 'mine', expected: stamp })).rejects.toMatchObject({
      code: 'changed-on-disk',
    });
    await replace(last, 'mine');
    await expect.poll(() => news).toEqual([last, last]);
    close();
  });

  it('leaves its recovery copies to the next one', async () => {
    const first = openWindow();
    await first.client.call('recovery.put', { id: 'one', name: 'Lab', text: 'work' });
    const second = openWindow();
    expect((await second.client.call('recovery.list', {})).copies).toEqual([]);
    first.close();
    expect((await second.client.call('recovery.list', {})).copies).toMatchObject([{ id: 'one', name: 'Lab' }]);
    expect(await second.client.call('recovery.open', { id: 'one' })).toEqual({ text: 'work' });
    await second.client.call('recovery.drop', { id: 'one' });
    await expect(second.client.call('recovery.open', { id: 'one' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('can act on its own deployments only, and only while they run', async () => {
    const { client } = openWindow();
    const other = openWindow();
    const { session } = await client.call('deploy.start', deployment);
    await expect(other.client.call('deploy.confirm', { session })).rejects.toMatchObject({ code: 'not-found' });
    await client.call('deploy.confirm', { session });
    expect(calls).toEqual(['confirm s1']);
    const heard: string[] = [];
    client.on('deploy', ({ kind }) => heard.push(kind));
    deployEvents({ kind: 'ended', session, outcome: 'confirmed', message: 'Done.' });
    await expect(client.call('deploy.cancel', { session })).rejects.toMatchObject({ code: 'not-found' });
    expect(heard).toEqual(['ended']);
  });

  it('that goes away takes its undecided deployments back', async () => {
    const { client, close } = openWindow();
    await client.call('deploy.start', deployment);
    close();
    expect(calls).toEqual(['cancel s1']);
  });
});

describe('a question to a host', () => {
  it('ends when it is cancelled, and with its window', async () => {
    const { client, close } = openWindow();
    const asked = client.call('hosts.status', { text: '{}', host: 'h' });
    await client.call('hosts.cancel', { host: 'another' });
    await client.call('hosts.cancel', { host: 'h' });
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    const last = client.call('hosts.status', { text: '{}', host: 'h' });
    close();
    await expect(last).rejects.toMatchObject({ code: 'io' });
  });
});

describe('the examples', () => {
  it('come with the program, under the names they give themselves', async () => {
    const { client } = openWindow();
    const { examples } = await client.call('files.examples', {});
    expect(examples.map(({ id }) => id)).toContain('two-bridges');
    // A gallery: names for people, each of them once.
    expect(examples.length).toBeGreaterThanOrEqual(6);
    expect(examples[0]?.id).toBe('single-bridge');
    expect(examples.at(-1)?.id).toBe('fifty-guests');
    expect(examples.filter(({ sentence }) => !sentence.endsWith('.'))).toEqual([]);
    expect(examples.filter(({ id, name }) => name === id || !name.includes(' '))).toEqual([]);
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
    const example = await client.call('files.example', { id: 'two-bridges' });
    expect(JSON.parse(example.text)).toMatchObject({
      format: 'bridgewarden',
      name: examples.find(({ id }) => id === 'two-bridges')?.name,
    });
    expect(Object.keys(example)).toEqual(['text']);
  });

  it.each(['../examples/two-bridges', '/etc/passwd', 'none', ''])('are not named "%s"', async (id) => {
    await expect(openWindow().client.call('files.example', { id })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is asked what a connection wants to know, and its answer is remembered for the next one', async () => {
    const answers: unknown[] = [];
    const question: AskedQuestion = {
      host: 'h',
      kind: 'passphrase',
      prompt: 'The passphrase?',
      answer: 'secret',
      remember: 'key',
    };
    const examine: PreflightService['examine'] = async (_, { ask, signal }) => {
      answers.push(await ask?.(question, signal));
      return [];
    };
    const { client } = openWindow({ preflight: { examine } });
    const asked = new Promise<{ id: string }>((resolve) => client.on('question', resolve));
    const first = client.call('hosts.preflight', { text: '{}', host: 'h' });
    const { id, ...shown } = await asked;
    // Nothing of how it is remembered leaves the backend.
    expect(shown).toEqual({ host: 'h', kind: 'passphrase', prompt: 'The passphrase?', answer: 'secret' });
    await client.call('questions.answer', { id, answer: { kind: 'secret', text: 's' } });
    await first;
    await client.call('hosts.preflight', { text: '{}', host: 'h' });
    expect(answers).toEqual([
      { kind: 'secret', text: 's' },
      { kind: 'secret', text: 's' },
    ]);
    await expect(client.call('questions.answer', { id, answer: { kind: 'accept' } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('that closes ends what asks it, and so does cancelling the look at a host', async () => {
    const ends: Promise<string>[] = [];
    const examine: PreflightService['examine'] = async (_, { ask, signal }) => {
      const answering = ask?.({ host: 'h', kind: 'password', prompt: '?', answer: 'secret' }, signal);
      ends.push(
        Promise.resolve(answering).then(
          (answer) => answer?.kind ?? '',
          () => 'withdrawn',
        ),
      );
      await answering;
      return [];
    };
    const { client, close } = openWindow({ preflight: { examine } });
    const withdrawn = new Promise((resolve) => client.on('question-withdrawn', resolve));
    const first = client.call('hosts.preflight', { text: '{}', host: 'h' }).catch(() => {});
    await client.call('hosts.cancel', { host: 'h' });
    await withdrawn;
    await first;
    const asked = new Promise((resolve) => client.on('question', resolve));
    client.call('hosts.preflight', { text: '{}', host: 'h' }).catch(() => {});
    await asked;
    close();
    expect(await Promise.all(ends)).toEqual(['withdrawn', expect.stringMatching(/^(withdrawn|refuse)$/)]);
  });
});
