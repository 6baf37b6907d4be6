import type { Bridge, External, Guest, Host } from '../../../shared/document/document.ts';
import type { Box } from '../../layout/geometry.ts';
import { shownInterfaces } from '../../layout/sizes.ts';
import { element, fitted, type Markup, text } from './svg-element.ts';
import { icon } from './svg-icons.ts';
import { MONO_FONT, type SvgTheme, UI_FONT } from './svg-theme.ts';

/** Average widths of a character: bold names, small details, monospaced addresses. */
const NAME_ADVANCE = 7.4;
const DETAIL_ADVANCE = 6;
const ADDRESS_ADVANCE = 6.4;

export function bridgeBox(bridge: Bridge, box: Box, details: string, theme: SvgTheme): Markup {
  const { x, y, width, height } = box;
  const middle = y + height / 2;
  return element(
    'g',
    {},
    element('title', {}, text(`Bridge ${bridge.name}`)),
    frame(box, theme.accentSoft, theme.accentLine, 11),
    element('rect', { x: x + 12, y: middle - 16, width: 32, height: 32, rx: 8, fill: theme.accent }),
    icon('bridge', x + 28, middle, theme.onAccent),
    ...lines(theme, x + 54, middle, width - 66, bridge.name, details),
  );
}

export function hostBox(host: Host, box: Box, theme: SvgTheme): Markup {
  const { x, y, width } = box;
  const rows = shownInterfaces(host).map(({ name, addresses }, index) => {
    const at = y + 71 + index * 22;
    const address = addresses[0] ?? 'no address';
    const room = width - 36 - name.length * ADDRESS_ADVANCE;
    return element(
      'g',
      { 'font-family': MONO_FONT, 'font-size': 11 },
      element('text', { x: x + 12, y: at, fill: theme.text2 }, text(name)),
      element(
        'text',
        { x: x + width - 12, y: at, fill: theme.text3, 'text-anchor': 'end' },
        text(fitted(address, room, ADDRESS_ADVANCE)),
      ),
    );
  });
  return element(
    'g',
    {},
    element('title', {}, text(`Host ${host.name}`)),
    frame(box, theme.raised, theme.lineStrong, 11),
    element('rect', { x: x + 12, y: y + 9, width: 32, height: 32, rx: 8, fill: theme.text2 }),
    icon('host', x + 28, y + 25, theme.raised),
    ...lines(theme, x + 54, y + 25, width - 66, host.name, host.role),
    ...(rows.length === 0 ? [] : [element('path', { d: `M${x} ${y + 51}h${width}`, stroke: theme.line })]),
    ...rows,
  );
}

export function guestBox(guest: Guest, box: Box, theme: SvgTheme): Markup {
  const idle = guest.nics.length === 0;
  const addresses = guest.nics.flatMap((nic) => nic.addresses);
  return station(
    'guest',
    `Guest ${guest.name}`,
    guest.name,
    idle ? 'not connected' : addressWords(addresses),
    box,
    idle,
    theme,
  );
}

export function externalBox(external: External, box: Box, theme: SvgTheme): Markup {
  return station(
    'external',
    `External ${external.name}`,
    external.name,
    addressWords(external.addresses),
    box,
    false,
    theme,
  );
}

function station(
  kind: 'guest' | 'external',
  title: string,
  name: string,
  details: string,
  box: Box,
  idle: boolean,
  theme: SvgTheme,
): Markup {
  const { x, y, width, height } = box;
  const { ink, soft } = theme.roles[idle ? 'unused' : kind === 'guest' ? 'guest' : 'border'];
  const middle = y + height / 2;
  const round = kind === 'external';
  return element(
    'g',
    {},
    element('title', {}, text(title)),
    frame(box, theme.raised, theme.lineStrong, round ? height / 2 : 11, idle),
    element('rect', { x: x + 9, y: middle - 13.5, width: 27, height: 27, rx: round ? 13.5 : 8, fill: soft }),
    icon(kind, x + 22.5, middle, ink, 0.9),
    ...lines(theme, x + 43, middle, width - 52, name, details),
  );
}

function frame(box: Box, fill: string, stroke: string, rx: number, dashed = false): Markup {
  const { x, y, width, height } = box;
  return element('rect', {
    ...{ x, y, width, height, rx, fill, stroke },
    'stroke-width': 1.5,
    'stroke-dasharray': dashed ? '5 4' : undefined,
  });
}

function lines(theme: SvgTheme, x: number, middle: number, width: number, name: string, details: string): Markup[] {
  return [
    element(
      'text',
      { x, y: middle - 3, 'font-family': UI_FONT, 'font-size': 13, 'font-weight': 600, fill: theme.text },
      text(fitted(name, width, NAME_ADVANCE)),
    ),
    element(
      'text',
      { x, y: middle + 13, 'font-family': UI_FONT, 'font-size': 10.5, fill: theme.text3 },
      text(fitted(details, width, DETAIL_ADVANCE)),
    ),
  ];
}

function addressWords(addresses: readonly string[]): string {
  const [first = 'no address', ...more] = addresses;
  return more.length === 0 ? first : `${first} +${more.length}`;
}
