/**
 * Which window can open here? Pure, so that every answer is tested.
 * @param {{ platform: string, env: Record<string, string | undefined>, uid: number | undefined, forceBrowser: boolean }} here
 * @returns {{ window: 'electron', args: string[], note?: string } | { window: 'browser', why: string }}
 */
export function chooseWindow({ platform, env, uid, forceBrowser }) {
  if (forceBrowser) return { window: 'browser', why: 'You asked for the browser window.' };
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return { window: 'browser', why: 'There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).' };
  }
  if (platform === 'linux' && uid === 0) {
    return {
      window: 'electron',
      args: ['--no-sandbox'],
      // Electron refuses to start otherwise. The window shows only our own pages, but the second wall is gone.
      note: "You are root, so Electron must run without Chromium's sandbox; start it as an ordinary user to keep that.",
    };
  }
  return { window: 'electron', args: [] };
}

/**
 * How this desktop opens an address, if it can.
 * @param {{ platform: string, env: Record<string, string | undefined>, hasCommand: (name: string) => boolean }} here
 * @returns {string[] | undefined} command and arguments; the address is added
 */
export function openerFor({ platform, env, hasCommand }) {
  if (platform === 'darwin') return ['open'];
  // The empty string is the title that `start` would otherwise take the address for.
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  if ((env.DISPLAY || env.WAYLAND_DISPLAY) && hasCommand('xdg-open')) return ['xdg-open'];
  return undefined;
}

/**
 * The first loopback address in what the backend prints.
 * @param {string} text
 */
export function findAddress(text) {
  return /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\S*/.exec(text)?.[0];
}
