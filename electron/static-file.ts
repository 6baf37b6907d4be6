import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

export interface StaticFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file that a URL path names inside a folder, or `undefined`: for what leaves the folder (dots, encoded dots,
 * backslashes, symbolic links), for hidden files, and for types that the window has no use for (source maps).
 */
export async function findStaticFile(folder: string, urlPath: string): Promise<StaticFile | undefined> {
  const segments = decodeSegments(urlPath === '/' ? '/index.html' : urlPath);
  if (!segments) return undefined;
  const contentType = CONTENT_TYPES[extname(segments.at(-1) ?? '')];
  if (!contentType) return undefined;
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, ...segments));
    if (!path.startsWith(root + sep) || !(await stat(path)).isFile()) return undefined;
    return { path, contentType };
  } catch {
    return undefined;
  }
}

function decodeSegments(urlPath: string): string[] | undefined {
  if (!urlPath.startsWith('/')) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  const segments = decoded.slice(1).split('/');
  const plain = segments.every((segment) => /^[^\\\0:]+$/.test(segment) && !segment.startsWith('.'));
  return plain ? segments : undefined;
}
