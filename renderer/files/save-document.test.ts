import { beforeEach, describe, expect, it } from 'vitest';
import type { CallName, CallParams, Client } from '../../shared/contract/contract.ts';
import { CallError } from '../../shared/contract/errors.ts';
import { emptyDocument } from '../../shared/document/document.ts';
import { useBackend } from '../backend/backend-store.ts';
import { currentDocument, edit, isDirty, loadDocument } from '../state/document-store.ts';
import { useFile } from '../state/file-store.ts';
import { useNotices } from '../state/notice-store.ts';
import { saveDocument, saveTo } from './save-document.ts';

const PATH = '/home/anna/net.bridgewarden.json';
const STAMP = { sha256: 'one', modified: 1 };

let saves: CallParams<'files.save'>[];
let refusal: CallError | undefined;

const client: Client = {
  call: async (name: CallName, params: unknown) => {
    if (name !== 'files.save') return {} as never;
    saves.push(params as CallParams<'files.save'>);
    if (refusal) throw refusal;
    return { path: PATH, stamp: { sha256: 'two', modified: 2 } } as never;
  },
  on: () => () => undefined,
  onClose: () => undefined,
};

beforeEach(() => {
  saves = [];
  refusal = undefined;
  useBackend.setState({ client, state: 'connected' });
  useFile.setState({ path: PATH, stamp: STAMP, question: undefined, changedOnDisk: undefined });
  useNotices.setState({ notices: [] });
  loadDocument(emptyDocument('net'));
  edit('Rename', (document) => ({ ...document, name: 'other' }));
});

describe('saving', () => {
  it('sends what was read last, and is clean afterwards', async () => {
    await saveDocument();
    expect(saves).toMatchObject([{ path: PATH, expected: STAMP }]);
    expect(isDirty()).toBe(false);
    expect(useFile.getState().stamp?.sha256).toBe('two');
  });

  it('asks when the file was changed on disk, and overwrites only when told to', async () => {
    refusal = new CallError('changed-on-disk', 'The file was changed.');
    let went = 0;
    await saveDocument(() => (went += 1));
    expect(went).toBe(0);
    expect(isDirty()).toBe(true);
    expect(useFile.getState().question).toMatchObject({ kind: 'overwrite', path: PATH, reason: 'changed' });
    expect(saves.every((save) => save.overwrite !== true)).toBe(true);
    refusal = undefined;
    const { question } = useFile.getState();
    await saveTo(PATH, {
      overwrite: true,
      afterwards: question?.kind === 'overwrite' ? question.afterwards : undefined,
    });
    expect(saves.at(-1)).toMatchObject({ overwrite: true });
    // What she wanted to do when she was asked to save is not forgotten over the second question.
    expect(went).toBe(1);
    expect(isDirty()).toBe(false);
  });

  it('asks before it replaces another file, and sends no stamp of this one', async () => {
    refusal = new CallError('exists', 'There is such a file.');
    await saveTo('/home/anna/second.bridgewarden.json', {});
    expect(saves[0]?.expected).toBeUndefined();
    expect(useFile.getState().question).toMatchObject({ kind: 'overwrite', reason: 'exists' });
  });

  it('keeps the work and says why when the disk refuses', async () => {
    refusal = new CallError('io', 'The disk is full.');
    await saveDocument();
    expect(isDirty()).toBe(true);
    expect(currentDocument().name).toBe('other');
    expect(useNotices.getState().notices).toMatchObject([{ tone: 'error', text: 'The disk is full.' }]);
  });

  it('says that the connection is lost instead of losing the save', async () => {
    useBackend.setState({ state: 'lost' });
    await saveDocument();
    expect(isDirty()).toBe(true);
    expect(useNotices.getState().notices[0]?.text).toMatch(/connection .* lost/i);
  });
});
