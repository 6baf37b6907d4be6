/**
 * The value as it arrives at the other end of any channel: keys whose value is `undefined` are dropped. A WebSocket drops
 * them when it writes JSON and Electron's structured clone would keep them; contract values must not differ by transport.
 */
export function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) kept[key] = withoutUndefined(item);
  }
  return kept;
}
