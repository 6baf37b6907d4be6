const NAMES = {
  line: '--line-strong',
  box: '--bg-raised',
  text: '--text',
  accent: '--accent',
  accentSoft: '--accent-soft',
  accentLine: '--accent-line',
  host: '--text-2',
  guest: '--guest',
  guestSoft: '--guest-soft',
  guestLine: '--guest-line',
  border: '--border',
  borderSoft: '--border-soft',
  borderLine: '--border-line',
  idleLine: '--idle-line',
  lit: '--lit',
} as const;

/** The theme's colours as values that can be painted with. */
export type Palette = Readonly<Record<keyof typeof NAMES, string>>;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    Object.entries(NAMES).map(([key, name]) => [key, style.getPropertyValue(name).trim()]),
  ) as Palette;
}
