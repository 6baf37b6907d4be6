import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createControlFolder } from './control-folder.ts';

it('makes a folder for its owner alone, with room for the socket’s path', () => {
  const folder = createControlFolder();
  try {
    expect(statSync(join(folder.socket, '..')).mode & 0o777).toBe(0o700);
    expect(folder.socket.length).toBeLessThan(104 - 17);
  } finally {
    folder.remove();
  }
});

it('goes elsewhere when the temporary folder has too long a path', () => {
  const long = mkdtempSync(join(tmpdir(), `bw-${'x'.repeat(90)}`));
  try {
    const folder = createControlFolder([long, '/tmp']);
    expect(folder.socket.startsWith('/tmp/bridgewarden-')).toBe(true);
    folder.remove();
  } finally {
    rmSync(long, { recursive: true });
  }
});
