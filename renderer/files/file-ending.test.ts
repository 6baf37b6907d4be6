import { expect, it } from 'vitest';
import { withEnding } from './file-ending.ts';

it.each([
  ['net', 'net.bridgewarden.json'],
  ['net.json', 'net.bridgewarden.json'],
  ['net.bridgewarden.json', 'net.bridgewarden.json'],
  ['v1.2', 'v1.2.bridgewarden.json'],
  ['/home/anna/lab/NET.JSON', '/home/anna/lab/NET.bridgewarden.json'],
])('%s becomes %s, which the list of documents shows', (name, file) => {
  expect(withEnding(name, '.bridgewarden.json')).toBe(file);
});

it('leaves a name alone where no ending is asked for', () => {
  expect(withEnding('firewall.sh', '')).toBe('firewall.sh');
});
