import { beforeEach, describe, expect, it } from 'vitest';
import type { HostStatus } from '../../shared/contract/host-calls.ts';
import { emptyDocument } from '../../shared/document/document.ts';
import { ask, askedOf, forgetAllAnswers, forgetAnswers, useAsked } from './asked-store.ts';

const document = emptyDocument('test');
const status = (message: string): HostStatus => ({ state: 'in-sync', message });
const known = () => askedOf(useAsked.getState(), 'status', 'mytux');

/** Asks for the status; the answer comes when the test gives it. */
function askStatus(sentence?: string) {
  let resolve: (answer: HostStatus) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const answer = new Promise<HostStatus>((...both) => {
    [resolve, reject] = both;
  });
  const done = ask(
    'status',
    'mytux',
    document,
    () => answer,
    () => sentence,
  );
  return { resolve, reject, done };
}

beforeEach(forgetAllAnswers);

describe('what is asked of a host', () => {
  it('keeps the last answer while it is asked again', async () => {
    const first = askStatus('No answer.');
    expect(known()).toEqual({ asking: true });
    first.resolve(status('one'));
    await first.done;
    expect(known()).toMatchObject({ asking: false, answer: status('one'), about: document });
    const second = askStatus('No answer.');
    expect(known()).toMatchObject({ asking: true, answer: status('one') });
    second.reject(new Error());
    await second.done;
    expect(known()).toMatchObject({ asking: false, answer: status('one'), failure: 'No answer.' });
  });

  it('takes no answer that a newer question has overtaken, nor one about a document that is gone', async () => {
    const first = askStatus('No answer.');
    const second = askStatus('No answer.');
    second.resolve(status('two'));
    await second.done;
    first.resolve(status('one'));
    await first.done;
    expect(known().answer).toEqual(status('two'));

    const third = askStatus('No answer.');
    forgetAllAnswers();
    third.resolve(status('three'));
    await third.done;
    expect(known()).toEqual({ asking: false });
  });

  it('says nothing of a question that was broken off', async () => {
    const asked = askStatus();
    asked.reject(new Error());
    await asked.done;
    expect(known()).toEqual({ asking: false });
  });

  it('is forgotten of one host without touching another', async () => {
    const asked = askStatus('No answer.');
    asked.resolve(status('one'));
    await asked.done;
    forgetAnswers('hermes', ['status']);
    expect(known().answer).toEqual(status('one'));
    forgetAnswers('mytux', ['status']);
    expect(known()).toEqual({ asking: false });
  });
});
