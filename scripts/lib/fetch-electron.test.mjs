import { describe, expect, it } from 'vitest';
import { bytesUnder, reason } from './fetch-electron.mjs';

describe('reason', () => {
  it('says what a failed fetch means', () => {
    expect(reason('TypeError: fetch failed\n    at x (y.js:1)\n')).toBe('there is no network to its download site');
  });

  it('takes the first error otherwise', () => {
    expect(reason('HTTPError: Response code 404 (Not Found) for x\n    at y\n')).toBe(
      'Response code 404 (Not Found) for x',
    );
    expect(reason('')).toBe('no reason given');
  });
});

describe('bytesUnder', () => {
  it('is 0 for a folder that is not there', () => {
    expect(bytesUnder('/nowhere/at/all')).toBe(0);
  });
});
