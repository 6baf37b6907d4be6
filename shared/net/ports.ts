/** A run of TCP or UDP port numbers, both ends included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Reads `22,80,20001:20010`. Blanks around commas are allowed; an empty list, number 65536 and `9:3` are not. */
export function parsePorts(text: string): PortRange[] | undefined {
  const ranges: PortRange[] = [];
  for (const part of text.split(',')) {
    const range = parsePortRange(part.trim());
    if (range === undefined) return undefined;
    ranges.push(range);
  }
  return ranges;
}

/** The spelling that `parsePorts` reads and iptables' multiport takes. */
export function formatPorts(ranges: readonly PortRange[]): string {
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`)).join(',');
}

function parsePortRange(text: string): PortRange | undefined {
  const match = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= last && last <= 65535 ? { first, last } : undefined;
}
