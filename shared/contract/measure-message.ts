/**
 * Roughly how many characters a message has as JSON. Stops counting once it is over the limit, so that a hostile
 * message costs no more than a large one. Works on an explicit stack: deep nesting must not overflow ours.
 */
export function measureMessage(message: unknown, limit: number): number {
  let length = 0;
  const open: unknown[] = [message];
  while (open.length > 0 && length <= limit) {
    const value = open.pop();
    if (typeof value === 'string') length += value.length + 2;
    else if (Array.isArray(value)) {
      length += value.length + 2;
      for (const item of value) open.push(item);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        length += key.length + 4;
        open.push(item);
      }
    } else length += 8;
  }
  return length;
}
