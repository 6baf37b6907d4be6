/** An XML element. Attribute values and names come from the benchmark itself; they are escaped all the same. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly string[] = [],
): string {
  const head = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('');
  return children.length === 0 ? `<${name}${head}/>` : `<${name}${head}>\n${children.join('\n')}\n</${name}>`;
}

/** Firewall Builder's element for one setting. */
export function option(name: string, value: string): string {
  return `<Option name="${escapeXml(name)}">${escapeXml(value)}</Option>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
