import { expect, it } from 'vitest';
import { saidBy } from './said-by.ts';

it('takes what was complained of, then what was printed, then the status', () => {
  expect(saidBy({ status: 1, stdout: 'printed', stderr: ' complained\n' })).toBe('complained');
  expect(saidBy({ status: 1, stdout: 'printed\n', stderr: '' })).toBe('printed');
  expect(saidBy({ status: 7, stdout: '', stderr: '\n' })).toBe('status 7, without a word');
});

it('keeps a sentence a sentence, whatever a host prints', () => {
  const said = saidBy({ status: 1, stdout: `first ${'x'.repeat(8_000_000)} last`, stderr: '' });
  expect(said.length).toBeLessThan(1000);
  expect(said).toMatch(/^first .* last$/);
});
