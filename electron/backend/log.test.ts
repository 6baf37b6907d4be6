import { expect, it } from 'vitest';
import { createLog, errorFacts } from './log.ts';

it('writes one JSON object a line, and only when asked to', () => {
  const lines: string[] = [];
  createLog({}, (line) => lines.push(line))('quiet');
  expect(lines).toEqual([]);
  const log = createLog({ BRIDGEWARDEN_LOG: 'debug' }, (line) => lines.push(line));
  log('call failed', { call: 'files.open', ...errorFacts(new Error('two\nlines')) });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.match(/\n/g)).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'call failed', call: 'files.open', error: 'two\nlines' });
});
