import { describe, expect, it } from 'vitest';
import { chooseWindow, findAddress, openerFor } from './open-window.mjs';

const desktop = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000, forceBrowser: false };

describe('chooseWindow', () => {
  it('opens Electron on a desktop, X11 or Wayland', () => {
    expect(chooseWindow(desktop)).toEqual({ window: 'electron', args: [] });
    expect(chooseWindow({ ...desktop, env: { WAYLAND_DISPLAY: 'wayland-0' } }).window).toBe('electron');
  });

  it('opens the browser window without a display, and says why', () => {
    expect(chooseWindow({ ...desktop, env: {} })).toMatchObject({
      window: 'browser',
      why: expect.stringContaining('no display'),
    });
  });

  it('asks for no display on macOS and Windows', () => {
    expect(chooseWindow({ ...desktop, platform: 'darwin', env: {} }).window).toBe('electron');
    expect(chooseWindow({ ...desktop, platform: 'win32', env: {}, uid: undefined }).window).toBe('electron');
  });

  it('gives up the sandbox for root only, and says so', () => {
    expect(chooseWindow({ ...desktop, uid: 0 })).toMatchObject({
      args: ['--no-sandbox'],
      note: expect.stringContaining('sandbox'),
    });
  });

  it('obeys --browser', () => {
    expect(chooseWindow({ ...desktop, forceBrowser: true }).window).toBe('browser');
  });
});

describe('openerFor', () => {
  it('needs a display and xdg-open on Linux', () => {
    const hasCommand = () => true;
    expect(openerFor({ platform: 'linux', env: {}, hasCommand })).toBeUndefined();
    expect(openerFor({ platform: 'linux', env: { DISPLAY: ':0' }, hasCommand })).toEqual(['xdg-open']);
    expect(openerFor({ platform: 'linux', env: { DISPLAY: ':0' }, hasCommand: () => false })).toBeUndefined();
  });
});

describe('findAddress', () => {
  it('finds the printed address with its token', () => {
    expect(findAddress('Open http://127.0.0.1:40123/#token=abc in a browser\n')).toBe(
      'http://127.0.0.1:40123/#token=abc',
    );
    expect(findAddress('Listening.')).toBeUndefined();
  });
});
