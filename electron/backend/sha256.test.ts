import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portableSha256Hex } from '../../shared/compiler/release/sha256.ts';
import { sha256Hex } from './sha256.ts';

// A release is named by its hash: window and command line must give one document one name, whichever way they count it.
test('hashes any text as the compiler in the window does', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('halves of surrogate pairs: \ud800 and \udfff'));
  fc.assert(
    fc.property(text, (given) => {
      expect(sha256Hex(given)).toBe(portableSha256Hex(given));
    }),
  );
});
