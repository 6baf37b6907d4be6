import { describe, expect, test } from 'vitest';
import { codes, findingsOf, type Mistake } from './mistakes.arbitraries.ts';

/** One test for each mistake: exactly these findings, the first of them at this object and field. */
export function testMistakes(where: string, mistakes: readonly Mistake[]): void {
  describe(`mistakes in ${where} are found, at their object and field`, () => {
    test.each(mistakes.map(([name, ...rest]) => ({ name, rest })))(
      '$name',
      ({ rest: [expected, object, field, mistake] }) => {
        const findings = findingsOf(mistake);
        expect(codes(findings)).toEqual(expected);
        expect([findings[0]?.objects[0], findings[0]?.field]).toEqual([object, field]);
      },
    );
  });
}
