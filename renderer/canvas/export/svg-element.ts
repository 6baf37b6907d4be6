/** A piece of finished, well-formed SVG. Only `element` and `text` make one, so nothing unescaped gets in between. */
export interface Markup {
  readonly xml: string;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its attributes escaped; attributes without a value are left out. */
export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? shortNumber(value) : escapeXml(value ?? '')}"`)
    .join('');
  const inside = children.map(({ xml }) => xml).join('');
  return { xml: inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` };
}

export function text(content: string): Markup {
  return { xml: escapeXml(content) };
}

/** Names may hold anything; what XML 1.0 cannot hold at all (control characters, half surrogates) becomes a replacement sign. */
function escapeXml(content: string): string {
  return content
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** As much of a text as fits, at so many units a character: nothing measures text here. */
export function fitted(content: string, width: number, advance: number): string {
  const characters = [...content];
  const room = Math.max(1, Math.floor(width / advance));
  return characters.length <= room ? content : `${characters.slice(0, room - 1).join('')}…`;
}

function shortNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}
