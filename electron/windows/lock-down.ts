import type { Session, WebContents } from 'electron';
import { APP_ORIGIN } from './app-origin.ts';

/** Without this one the page could not put text on the clipboard; it gives nothing away. */
const ALLOWED_PERMISSIONS = new Set(['clipboard-sanitized-write']);

/** Denies a session what this program never needs: permissions, devices, and anything from the network. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(ALLOWED_PERMISSIONS.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isOwnResource(request.url) }));
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps a window on its page: no navigation, no new windows, no embedded guests. Loading the page again is fine. */
export function lockDownContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function isOwnResource(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || url.startsWith('devtools://') || url.startsWith('data:image/');
}

function isOwnPage(url: string): boolean {
  return /^app:\/\/main\/(index\.html)?([?#].*)?$/.test(url);
}
