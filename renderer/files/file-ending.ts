/** A file name or path with this ending; a part of the ending that is there already (`.json`) is not put twice. */
export function withEnding(path: string, ending: string): string {
  if (ending === '' || path.toLowerCase().endsWith(ending)) return path;
  const last = ending.slice(ending.lastIndexOf('.'));
  return `${path.toLowerCase().endsWith(last) ? path.slice(0, -last.length) : path}${ending}`;
}
