import { describe, expect, it } from 'vitest';
import { readPrompt } from './read-prompt.ts';
import type { SshTarget } from './ssh-target.ts';

const target: SshTarget = { name: 'mytux', address: '192.168.50.1', user: 'root' };
const read = (text: string, mode: 'text' | 'confirm' | 'none' = 'text', again = false) =>
  readPrompt({ text, mode }, target, again);

describe('readPrompt', () => {
  it.each([
    ["Enter passphrase for key '/home/ada/.ssh/id_ed25519': ", 'passphrase', 'private key /home/ada/.ssh/id_ed25519?'],
    ["Enter PIN for 'PIV_II (PIV Card Holder pin)': ", 'passphrase', 'The PIN of PIV_II (PIV Card Holder pin)?'],
    [
      'Enter PIN for ED25519-SK key /home/ada/.ssh/id_sk: ',
      'passphrase',
      'PIN of ED25519-SK key /home/ada/.ssh/id_sk?',
    ],
    ["ada@gate's password: ", 'password', 'The password of ada at gate?'],
    ['(ada@gate) Password: ', 'password', 'The password of ada at gate?'],
    ['(ada@gate) Verification code: ', 'other', 'gate asks ada: “Verification code:”'],
    ['Something new: ', 'other', 'ssh asks: “Something new:”'],
  ])('understands %j', (text, kind, prompt) => {
    expect(read(text)).toMatchObject({ kind, answer: 'secret', prompt: expect.stringContaining(prompt) });
  });

  it('keeps what is the same next time, and no code that holds once', () => {
    expect(read("ada@gate's password: ").remember).toBe(true);
    expect(read('(ada@gate) Verification code: ').remember).toBe(false);
  });

  it('shows the key of an unknown host, by name and address', () => {
    const text = `The authenticity of host 'gate.example ([192.0.2.1]:2222)' can't be established.\r
ED25519 key fingerprint is SHA256:e1QXwYjRNfDMU6cDtSRbOhS4/Si+Gl0+eqyevgle43A.\r
This key is not known by any other names.\r
Are you sure you want to continue connecting (yes/no/[fingerprint])? `;
    expect(read(text)).toMatchObject({
      kind: 'unknown-host-key',
      answer: 'accept',
      hostKey: {
        type: 'ED25519',
        fingerprint: 'SHA256:e1QXwYjRNfDMU6cDtSRbOhS4/Si+Gl0+eqyevgle43A',
        address: 'gate.example ([192.0.2.1]:2222)',
      },
    });
  });

  it('has nothing typed where a security key is to be touched, or a consent given', () => {
    expect(read('Confirm user presence for key ECDSA-SK SHA256:x', 'none')).toMatchObject({ answer: 'presence' });
    expect(read('Allow use of key /k?', 'confirm')).toMatchObject({ answer: 'accept' });
  });

  it('says when the answer before was wrong', () => {
    expect(read("ada@gate's password: ", 'text', true).prompt).toMatch(/^That was not right\. The password/);
  });

  it('lets no host move the cursor or turn the writing', () => {
    const { prompt, detail } = read('(ada@gate) \u001b[2JCode\u202e\u0007: ');
    expect(prompt).toBe('gate asks ada: “[2JCode:”');
    expect(detail).toBe('(ada@gate) [2JCode:');
  });
});
