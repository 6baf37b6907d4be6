/** The light theme as plain values: an exported drawing stands alone, without the window's style sheets. */
export const LIGHT = {
  canvas: '#f4f5f8',
  raised: '#ffffff',
  line: '#e1e4ea',
  lineStrong: '#c6ccd8',
  text: '#191d28',
  text2: '#4b5364',
  text3: '#5a6274',
  hover: '#eef0f5',
  accent: '#4353d6',
  accentSoft: '#e9ebfc',
  accentLine: '#b7befa',
  groups: ['#4f7df0', '#b46bdb', '#d9488b', '#3f9d6a', '#c78a12', '#2b9fb8'],
} as const;

/** Colours by what a port leads to. */
export const ROLES = {
  guest: { ink: '#0f766e', soft: '#def3ef', line: '#69b9ae' },
  border: { ink: '#b4470c', soft: '#fdecdd', line: '#e2a273' },
  unused: { ink: '#5a6274', soft: '#eceef2', line: '#b4bbc8' },
} as const;

export const UI_FONT = "'Inter Variable', Inter, system-ui, 'Segoe UI', sans-serif";
export const MONO_FONT = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, 'DejaVu Sans Mono', monospace";
