/** What of ICMP a service means: all of it, a type, or a type with one code. */
export interface IcmpMatch {
  readonly type?: number;
  readonly code?: number;
}

/** Reads `any`, a type, or `type/code`. */
export function parseIcmpType(text: string): IcmpMatch | undefined {
  if (text === 'any') return {};
  const match = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(text);
  if (match === null) return undefined;
  const type = Number(match[1]);
  const code = match[2] === undefined ? undefined : Number(match[2]);
  if (type > 255 || (code !== undefined && code > 255)) return undefined;
  return code === undefined ? { type } : { type, code };
}
