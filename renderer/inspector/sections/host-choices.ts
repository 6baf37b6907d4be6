/** What a host's settings can be, in words. The first of each is the standard. */

export const ROLES = [
  { id: 'hypervisor', label: 'Hypervisor: runs guests on bridges' },
  { id: 'workstation', label: 'Workstation: filters for itself' },
] as const;

export const STYLES = [
  { id: 'restore', label: 'Atomic restore' },
  { id: 'commands', label: 'One command a line' },
] as const;

export const ESTABLISHED = [
  { id: 'after-denials', label: 'Replies pass, after the denials' },
  { id: 'none', label: 'No connection tracking' },
] as const;

export const PROFILES = [
  { id: 'readable', label: 'Readable: rule by rule' },
  { id: 'scaled', label: 'Scaled: for very many guests' },
] as const;

export const BACKENDS = [
  { id: 'iptables', label: 'ebtables, beside iptables' },
  { id: 'nftables', label: 'nftables' },
] as const;

export const LOG_LEVELS = ['debug', 'info', 'notice', 'warning', 'err', 'crit', 'alert', 'emerg'].map((level) => ({
  id: level,
  label: level,
}));
