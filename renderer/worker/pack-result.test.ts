import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compile } from '../../shared/compiler/compile.ts';
import type { CompileResult } from '../../shared/compiler/result.ts';
import { type Document, emptyDocument } from '../../shared/document/document.ts';
import { packResult } from './pack-result.ts';
import { unpackResult } from './unpack-result.ts';

const folder = resolve(import.meta.dirname, '../../assets/examples');
const examples = readdirSync(folder);
const compiled = (name: string) => compile(JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as Document);

/** As a message does it. */
function across(result: CompileResult): CompileResult {
  const { packed, transfer } = packResult(result);
  const received = structuredClone(packed, { transfer });
  // Handed over, not copied.
  for (const buffer of transfer) expect(buffer.byteLength).toBe(0);
  return unpackResult(received);
}

afterEach(() => vi.restoreAllMocks());

describe('a result', () => {
  it.each(examples)('is the same behind the worker: %s', (name) => {
    const result = compiled(name);
    expect(result.hosts.length).toBeGreaterThan(0);
    expect(across(result)).toEqual(result);
  });

  it('keeps its findings when there is no script', () => {
    const document = {
      ...emptyDocument('x'),
      guests: [{ id: 'a', name: 'a', nics: [{ port: 'none', addresses: ['?'] }] }],
    };
    const result = compile(document);
    expect(result.findings.length).toBeGreaterThan(0);
    expect(across(result)).toEqual(result);
  });

  it('hands over each text once', () => {
    const result = compiled('two-bridges.bridgewarden.json');
    const { transfer } = packResult(result);
    const texts = new Set(result.hosts.flatMap(({ files }) => files.map(({ text }) => text)));
    const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0);
    const length = (text: string) => new TextEncoder().encode(text).length;
    const [host] = result.hosts;
    const numbers = [host!.script, ...Object.values(host!.listings)].map(({ lines }) => lines.length * 8);
    const most = sum([...texts].map(length)) + sum(numbers) + length(JSON.stringify(host!.rules)) * 2;
    expect(sum(transfer.map(({ byteLength }) => byteLength))).toBeLessThanOrEqual(most);
  });

  it('is read only as far as somebody asks', () => {
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    const [host] = across(compiled('two-bridges.bridgewarden.json')).hosts;
    expect(host?.files.map(({ name }) => name)).toContain('manifest.json');
    expect(decode).not.toHaveBeenCalled();
    const text = host?.script.text;
    expect(decode).toHaveBeenCalledTimes(1);
    expect(host?.files.find(({ name }) => name === 'firewall.sh')?.text).toBe(text);
    expect(host?.script.text).toBe(text);
    expect(decode).toHaveBeenCalledTimes(1);
  });
});
