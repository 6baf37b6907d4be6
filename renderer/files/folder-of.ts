/** `/home/anna/x.bridgewarden.json` -> `/home/anna`. */
export function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '') || '/';
}

/** A file in a folder, with the separator that the folder uses. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}
