import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Document, emptyDocument } from '../../shared/document/document.ts';
import { updateDocument } from '../../shared/document/edits/update-record.ts';
import { CompileClient, type CompileWorker, PATIENCE_FACTOR, PATIENCE_MS, QUIET_MS } from './compile-client.ts';
import type { CompileRequest, CompileResponse } from './compile-protocol.ts';
import { withChanges } from './document-changes.ts';
import { FakeWorker } from './fake-worker.fixture.ts';

const EMPTY = { hosts: [], findings: [] };

class FakeCompiler extends FakeWorker<CompileRequest, CompileResponse> implements CompileWorker {
  /** What it would compile, as the real one finds it. */
  readonly documents: Document[] = [];

  override postMessage(request: CompileRequest): void {
    super.postMessage(request);
    const received = this.requests.at(-1)!;
    const last = this.documents.at(-1) ?? emptyDocument('');
    this.documents.push('document' in received ? received.document : withChanges(last, received.changes));
  }
  /** Answers one of its requests, the last unless another is meant. */
  compile(index = this.requests.length - 1): void {
    this.answer({ id: this.requests[index]!.id, result: EMPTY });
  }
  /** Answers the last of its requests that it could not do it. */
  fail(failure: string): void {
    this.answer({ id: this.requests.at(-1)!.id, failure });
  }
}

let workers: FakeCompiler[];
let results: Document[];
let failures: string[];
let client: CompileClient;
const documents = ['a', 'b', 'c'].map(emptyDocument);
const [a, b, c] = documents as [Document, Document, Document];

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  results = [];
  failures = [];
  client = new CompileClient(
    () => {
      const worker = new FakeCompiler();
      workers.push(worker);
      return worker;
    },
    { onResult: (document) => results.push(document), onFailure: (_, message) => failures.push(message) },
  );
});
afterEach(() => vi.useRealTimers());

describe('CompileClient', () => {
  it('compiles only the last of the edits that come in one breath', () => {
    client.request(a, {});
    client.request(b, {});
    client.request(c, {});
    vi.advanceTimersByTime(QUIET_MS);
    expect(workers[0]?.documents).toEqual([c]);
    workers[0]?.compile();
    expect(results).toEqual([c]);
  });

  it('drops the answer about a document that was overtaken', () => {
    client.request(a, {});
    vi.advanceTimersByTime(QUIET_MS);
    client.request(b, {});
    workers[0]?.compile();
    expect(results).toEqual([]);
    vi.advanceTimersByTime(QUIET_MS);
    workers[0]?.compile();
    expect(results).toEqual([b]);
  });

  it('gives up a worker that is long busy with what nobody wants any more', () => {
    client.request(a, {});
    vi.advanceTimersByTime(QUIET_MS);
    client.request(b, {});
    vi.advanceTimersByTime(QUIET_MS + PATIENCE_MS);
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    workers[0]?.compile();
    expect(results).toEqual([]);
    workers[1]?.compile();
    expect(results).toEqual([b]);
  });

  it('bears with a worker that has been as slow before', () => {
    client.request(a, {});
    vi.advanceTimersByTime(QUIET_MS + PATIENCE_MS * 2);
    workers[0]?.compile();
    client.request(b, {});
    vi.advanceTimersByTime(QUIET_MS);
    client.request(c, {});
    vi.advanceTimersByTime(PATIENCE_MS * 2 * PATIENCE_FACTOR - 1);
    expect(workers[0]?.terminated).toBe(false);
    vi.advanceTimersByTime(QUIET_MS);
    expect(workers[0]?.terminated).toBe(true);
    expect(workers[1]?.documents).toEqual([c]);
  });

  it('lets a slow worker finish when nothing newer waits', () => {
    client.request(a, {});
    vi.advanceTimersByTime(QUIET_MS + PATIENCE_MS * 10);
    expect(workers[0]?.terminated).toBe(false);
    workers[0]?.compile();
    expect(results).toEqual([a]);
  });

  it('tells the worker what is different, and a new worker the whole document', () => {
    const documents = [a, updateDocument(a, { name: 'other' }), a];
    for (const document of documents) {
      client.request(document, {});
      vi.advanceTimersByTime(QUIET_MS);
      workers[0]?.compile();
    }
    expect(workers[0]?.documents).toEqual(documents);
    expect(workers[0]?.requests.map((request) => 'document' in request)).toEqual([true, false, false]);
    expect(results).toEqual(documents);
    client.request(b, {});
    vi.advanceTimersByTime(QUIET_MS);
    workers[0]?.crash();
    client.request(c, {});
    vi.advanceTimersByTime(QUIET_MS);
    expect(workers[1]?.requests.map((request) => 'document' in request)).toEqual([true]);
    expect(workers[1]?.documents).toEqual([c]);
  });

  it('tells a worker that failed the whole document again', () => {
    const other = updateDocument(a, { name: 'other' });
    client.request(a, {});
    vi.advanceTimersByTime(QUIET_MS);
    workers[0]?.fail('The changes do not fit.');
    client.request(other, {});
    vi.advanceTimersByTime(QUIET_MS);
    expect(failures).toEqual(['The changes do not fit.']);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.requests.map((request) => 'document' in request)).toEqual([true, true]);
  });

  it('sends another document whole, however it differs', () => {
    const named = (word: string): Document => ({
      ...a,
      guests: Array.from({ length: 1000 }, (_, at) => ({ id: `${at}`, name: `${word}${at}`, nics: [] })),
    });
    for (const document of [named('a'), named('b')]) {
      client.request(document, {});
      vi.advanceTimersByTime(QUIET_MS);
      workers[0]?.compile();
    }
    expect(workers[0]?.requests.map((request) => 'document' in request)).toEqual([true, true]);
  });

  it('says so when the worker dies, and compiles the next document in a new one', () => {
    client.request(a, {});
    vi.advanceTimersByTime(QUIET_MS);
    workers[0]?.crash();
    expect(failures).toHaveLength(1);
    client.request(b, {});
    vi.advanceTimersByTime(QUIET_MS);
    workers[1]?.compile();
    expect(results).toEqual([b]);
  });
});
