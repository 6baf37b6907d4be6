/** Compares names by their words and, where both have digits, by the numbers: `RULE_9` before `RULE_10`. No locale decides. */
export function naturalOrder(one: string, other: string): number {
  const [these, those] = [one.split(/(\d+)/), other.split(/(\d+)/)];
  for (let i = 0; i < Math.min(these.length, those.length); i += 1) {
    const [a = '', b = ''] = [these[i], those[i]];
    if (a === b) continue;
    // The odd ones are the digits.
    if (i % 2 === 1 && Number(a) !== Number(b)) return Number(a) - Number(b);
    return a < b ? -1 : 1;
  }
  return these.length - those.length;
}
