import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from '../content-security-policy.ts';
import { findStaticFile } from '../static-file.ts';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer under `app://main/`; anything else under `app:` is not found. */
export function serveAppScheme(session: Session, rendererFolder: string): void {
  session.protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    const allowed = host === 'main' && request.method === 'GET';
    const file = allowed ? await findStaticFile(rendererFolder, pathname) : undefined;
    if (!file) return new Response('There is no such file in this window.', { status: 404, headers: safetyHeaders() });
    const body = new Uint8Array(await readFile(file.path));
    return new Response(body, { headers: { ...safetyHeaders(), 'Content-Type': file.contentType } });
  });
}

function safetyHeaders(): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
