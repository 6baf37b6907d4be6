import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import { planDeployment } from './plan-deployment.ts';
import { programCompiler } from './program-compiler.ts';

const text = readFileSync(new URL('../../../assets/examples/two-bridges.bridgewarden.json', import.meta.url), 'utf8');
const example = JSON.parse(text) as Document;
const changed = (change: (document: Document) => Document) => JSON.stringify(change(example));
const plan = (request: { text?: string; host?: string; expectedHash?: string }) =>
  planDeployment({ text, host: 'mytux', ...request }, programCompiler);

describe('planDeployment', () => {
  it('compiles the document itself and says where it goes', () => {
    expect(plan({})).toMatchObject({
      target: { name: 'mytux', address: '192.168.50.1', port: 22, user: 'root' },
      kind: 'push',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      rollbackSeconds: 60,
    });
  });

  it('accepts what was previewed and refuses anything else', () => {
    const { hash } = plan({});
    expect(plan({ expectedHash: hash }).hash).toBe(hash);
    expect(() => plan({ expectedHash: 'f'.repeat(64) })).toThrowError(
      expect.objectContaining({ code: 'preview-differs', message: expect.stringContaining('mytux') }),
    );
  });

  it('finds a host by its name where no id is the same', () => {
    const renamed = changed((document) => ({
      ...document,
      hosts: document.hosts.map((host) => ({ ...host, name: 'Big one' })),
    }));
    expect(plan({ text: renamed, host: 'Big one' }).host.id).toBe('mytux');
    expect(() => plan({ host: 'nosuch' })).toThrowError(
      expect.objectContaining({ code: 'not-found', message: expect.stringMatching(/“nosuch”; it has: mytux/) }),
    );
  });

  it.each([
    ['{', 'not-a-document', /./],
    [
      changed((document) => ({
        ...document,
        guests: [{ id: 'x', name: 'x', nics: [{ port: 'nowhere', addresses: [] }] }],
      })),
      'compile-failed',
      /nowhere/,
    ],
    [
      changed((document) => ({ ...document, hosts: document.hosts.map(({ connection: _, ...host }) => host) })),
      'bad-request',
      /“mytux” has no connection/,
    ],
    [
      changed((document) => ({
        ...document,
        hosts: document.hosts.map((host) => ({ ...host, connection: { address: '-oProxyCommand=x' } })),
      })),
      /./,
      /-oProxyCommand=x/,
    ],
  ])('refuses %.20s with a sentence', (bad, code, sentence) => {
    expect(() => plan({ text: bad })).toThrowError(
      expect.objectContaining({ code: expect.stringMatching(code), message: expect.stringMatching(sentence) }),
    );
  });
});
