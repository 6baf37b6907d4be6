interface RoleColours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
}

/** A theme as plain values: an exported drawing stands alone, without the window's style sheets. */
export interface SvgTheme {
  readonly canvas: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly accentSoft: string;
  readonly accentLine: string;
  /** Colours by what a port leads to. */
  readonly roles: Readonly<Record<'guest' | 'border' | 'unused', RoleColours>>;
}

export const LIGHT: SvgTheme = {
  canvas: '#f4f5f8',
  raised: '#ffffff',
  line: '#e1e4ea',
  lineStrong: '#c6ccd8',
  text: '#191d28',
  text2: '#4b5364',
  text3: '#5a6274',
  accent: '#4353d6',
  onAccent: '#ffffff',
  accentSoft: '#e9ebfc',
  accentLine: '#b7befa',
  roles: {
    guest: { ink: '#0f766e', soft: '#def3ef', line: '#69b9ae' },
    border: { ink: '#b4470c', soft: '#fdecdd', line: '#e2a273' },
    unused: { ink: '#5a6274', soft: '#eceef2', line: '#b4bbc8' },
  },
};

export const DARK: SvgTheme = {
  canvas: '#0f1116',
  raised: '#1b1e26',
  line: '#262a34',
  lineStrong: '#3c4352',
  text: '#e9ebf1',
  text2: '#b1b8c7',
  text3: '#939bad',
  accent: '#7c8bff',
  onAccent: '#0c0e1a',
  accentSoft: '#22274a',
  accentLine: '#4b57a8',
  roles: {
    guest: { ink: '#4fd0bf', soft: '#10302d', line: '#2b7a70' },
    border: { ink: '#f59e5f', soft: '#38220f', line: '#99592a' },
    unused: { ink: '#98a0b1', soft: '#20242d', line: '#4a5263' },
  },
};

export const GROUP_COLOURS = ['#4f7df0', '#b46bdb', '#d9488b', '#3f9d6a', '#c78a12', '#2b9fb8'] as const;

export const UI_FONT = "'Inter Variable', Inter, system-ui, 'Segoe UI', sans-serif";
export const MONO_FONT = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, 'DejaVu Sans Mono', monospace";
