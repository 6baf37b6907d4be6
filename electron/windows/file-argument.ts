import { resolve } from 'node:path';

/**
 * The file on Electron's command line, as an absolute path (`example:NAME` stays). An unpackaged Electron has the
 * program's own folder as its first argument; Chromium's switches may stand anywhere.
 */
export function fileArgument(argv: readonly string[], isPackaged: boolean, folder: string): string | undefined {
  const named = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  const file = isPackaged ? named[0] : named[1];
  if (file === undefined || file.startsWith('example:')) return file;
  return resolve(folder, file);
}
