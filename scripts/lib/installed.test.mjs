import { describe, expect, it } from 'vitest';
import { matchesLock } from './installed.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/@esbuild/win32-x64': { version: '0.28.2', optional: true },
  },
};

describe('matchesLock', () => {
  it('is content with the same versions, whatever is optional', () => {
    expect(matchesLock(lock, { packages: { 'node_modules/zod': { version: '4.6.7' } } })).toBe(true);
  });

  it('wants an install when nothing, something or another version is there', () => {
    expect(matchesLock(lock, undefined)).toBe(false);
    expect(matchesLock(lock, { packages: {} })).toBe(false);
    expect(matchesLock(lock, { packages: { 'node_modules/zod': { version: '4.6.6' } } })).toBe(false);
  });

  it('wants an install when an optional package has another version', () => {
    const installed = {
      packages: {
        'node_modules/zod': { version: '4.6.7' },
        'node_modules/@esbuild/win32-x64': { version: '0.27.0' },
      },
    };
    expect(matchesLock(lock, installed)).toBe(false);
  });
});
