import { expect, it } from 'vitest';
import { fileArgument } from './file-argument.ts';

it.each([
  [['/opt/electron', '.', 'lab.json'], false, '/home/lab.json'],
  [['/opt/electron', '--no-sandbox', '.', '/srv/lab.json'], false, '/srv/lab.json'],
  [['/opt/electron', '.'], false, undefined],
  [['/opt/bridgewarden', 'lab.json'], true, '/home/lab.json'],
  [['/opt/bridgewarden', '--no-sandbox', 'example:two-bridges'], true, 'example:two-bridges'],
  [['/opt/bridgewarden'], true, undefined],
])('%j names a file (packaged: %s): %s', (argv, isPackaged, file) => {
  expect(fileArgument(argv, isPackaged, '/home')).toBe(file);
});
