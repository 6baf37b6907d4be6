import type { AskedQuestion } from './ask.ts';
import type { SshPrompt } from './askpass.ts';
import { printable } from './printable.ts';
import { describeTarget, type SshTarget } from './ssh-target.ts';

/** What is asked, and whether the same answer will do for other connections. */
export interface ReadPrompt extends Omit<AskedQuestion, 'host' | 'session' | 'remember' | 'again'> {
  readonly remember: boolean;
}

const HOST_KEY =
  /The authenticity of host '(.+?)' can't be established.*?^(\S+) key fingerprint is (SHA256:[A-Za-z0-9+/=]+)/ms;
const PASSPHRASE = /^Enter passphrase for (?:key )?'?(.+?)'?: ?$/;
const PIN = /^Enter PIN for '?(.+?)'?: ?$/;
const PASSWORD = /^(\S+)@(\S+)'s password: ?$/;
/** What a host asks by itself: ssh sets in front who asks. */
const INTERACTIVE = /^\((\S+)@(\S+)\) (.*)$/s;

/** Says in a sentence of ours what ssh asks; `again` when it has asked the very same in this connection before. */
export function readPrompt(prompt: SshPrompt, target: SshTarget, again: boolean): ReadPrompt {
  const detail = printable(prompt.text).trim();
  const wrong = again ? 'That was not right. ' : '';
  if (prompt.mode === 'none')
    return {
      kind: 'other',
      answer: 'presence',
      prompt: `Touch your security key to log in at ${describeTarget(target)}.`,
      detail,
      remember: false,
    };
  if (prompt.mode === 'confirm')
    return {
      kind: 'other',
      answer: 'accept',
      prompt: `On the way to ${describeTarget(target)} ssh asks for your consent: ${detail}`,
      detail,
      remember: false,
    };
  return readText(prompt.text, detail, wrong, target);
}

function readText(text: string, detail: string, wrong: string, target: SshTarget): ReadPrompt {
  const [, asked = '', type, fingerprint] = HOST_KEY.exec(text.replaceAll('\r', '')) ?? [];
  // ssh says "name (address)", also when the name is the address.
  const address = asked.replace(/^(.+) \(\1\)$/, '$1');
  if (type !== undefined && fingerprint !== undefined)
    return {
      kind: 'unknown-host-key',
      answer: 'accept',
      prompt: `The host key of ${address} is not known here yet. Compare its fingerprint at the host's own console (ssh-keygen -lf /etc/ssh/ssh_host_${type.toLowerCase()}_key.pub), and accept it only when they are the same.`,
      detail,
      hostKey: { type, fingerprint, address },
      // Many hosts behind one unknown jump host ask at once: one answer is for all of them.
      remember: true,
    };
  const secret = { answer: 'secret', detail } as const;
  const key = PASSPHRASE.exec(text)?.[1];
  if (key !== undefined)
    return {
      kind: 'passphrase',
      prompt: `${wrong}The passphrase of the private key ${key}?`,
      ...secret,
      remember: true,
    };
  const token = PIN.exec(text)?.[1];
  if (token !== undefined)
    return { kind: 'passphrase', prompt: `${wrong}The PIN of ${token}?`, ...secret, remember: true };
  const [, user, host] = PASSWORD.exec(text) ?? [];
  if (user !== undefined)
    return { kind: 'password', prompt: `${wrong}The password of ${user} at ${host}?`, ...secret, remember: true };
  const [, who, where, words = ''] = INTERACTIVE.exec(text) ?? [];
  if (who !== undefined && /^password/i.test(words))
    return { kind: 'password', prompt: `${wrong}The password of ${who} at ${where}?`, ...secret, remember: true };
  if (who !== undefined)
    // The words are the host's own, so they are told apart from ours.
    return { kind: 'other', prompt: `${where} asks ${who}: “${printable(words).trim()}”`, ...secret, remember: false };
  return {
    kind: 'other',
    prompt: `On the way to ${describeTarget(target)} ssh asks: “${detail}”`,
    ...secret,
    remember: false,
  };
}
