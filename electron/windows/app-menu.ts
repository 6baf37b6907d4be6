import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Only what the system expects of every program. The program's own menus and shortcuts are the page's. */
export function setAppMenu(platform: NodeJS.Platform, developing: boolean): void {
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(developing ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
  const template: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [{ role: 'appMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }]
      : [{ label: '&Program', submenu: [{ role: 'quit' }] }, view];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
