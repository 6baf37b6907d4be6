/** The IPC channels between the preload and main. A page announces itself, so that a reload begins afresh. */
export const PIPE = {
  open: 'bridgewarden:open',
  toBackend: 'bridgewarden:to-backend',
  toWindow: 'bridgewarden:to-window',
  closed: 'bridgewarden:closed',
} as const;
