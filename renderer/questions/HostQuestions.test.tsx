import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Question } from '../../shared/contract/question.ts';
import { connectFake, type FakeClient, fakeClient } from '../backend/fake-client.fixture.ts';
import { dropAllQuestions, dropQuestion, takeQuestion, useHostQuestions } from '../state/host-question-store.ts';
import { HostQuestions } from './HostQuestions.tsx';

// jsdom has no CSS.escape, by which react-aria finds the page's settings.
vi.stubGlobal('CSS', { escape: (text: string) => text });

let fake: FakeClient;
beforeEach(() => {
  dropAllQuestions();
  fake = fakeClient({});
  connectFake(fake);
  render(<HostQuestions />);
});
afterEach(cleanup);

const passphrase = (id: string): Question => ({
  id,
  host: 'mytux',
  kind: 'passphrase',
  prompt: `The passphrase of key ${id}?`,
  answer: 'secret',
});
const unknownKey: Question = {
  id: 'key',
  host: 'mytux',
  kind: 'unknown-host-key',
  prompt: 'mytux shows a key that is not known here.',
  answer: 'accept',
  hostKey: { type: 'ED25519', fingerprint: 'SHA256:abc', address: '10.0.0.1' },
};
const ask = (...questions: Question[]) =>
  act(() => {
    for (const question of questions) takeQuestion(question);
  });
const answers = () => fake.calls.filter(({ call }) => call === 'questions.answer').map(({ params }) => params);

describe('a question of ssh', () => {
  it('takes a secret that is not seen, passes it on, and keeps it nowhere', () => {
    ask(passphrase('a'));
    const field = screen.getByLabelText<HTMLInputElement>('Passphrase');
    expect(field.type).toBe('password');
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: 'correct horse' } });
    expect(JSON.stringify(useHostQuestions.getState())).not.toContain('correct horse');
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(answers()).toEqual([{ id: 'a', answer: { kind: 'secret', text: 'correct horse' } }]);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('does not carry what was typed for one question over to the next', () => {
    ask(passphrase('a'), passphrase('b'));
    expect(screen.getByText('1 more question waits.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Passphrase'), { target: { value: 'for a' } });
    // Its connection is gone: whoever types now must see that it is another one's turn.
    act(() => dropQuestion('a'));
    expect(screen.getByText('The passphrase of key b?')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Passphrase').value).toBe('');
    expect(answers()).toEqual([]);
  });

  it('is refused by Escape', async () => {
    ask(unknownKey);
    expect(screen.getByText('SHA256:abc')).toBeTruthy();
    expect(screen.getByText('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).toBeTruthy();
    // Nobody trusts a key by pressing Enter without having looked.
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Refuse'));
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    expect(answers()).toEqual([{ id: 'key', answer: { kind: 'refuse' } }]);
  });

  it('vanishes when nobody waits for its answer any more', () => {
    ask(unknownKey);
    act(() => dropQuestion('key'));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(answers()).toEqual([]);
  });

  it('that is answered at a security key can only be refused', () => {
    ask({ ...unknownKey, kind: 'other', answer: 'presence', prompt: 'Touch your key.' });
    expect(screen.queryByRole('textbox')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(answers()).toEqual([{ id: 'key', answer: { kind: 'refuse' } }]);
  });
});
