import type { RecordField } from '../fields/record-field.ts';
import { BACKENDS, ESTABLISHED, LOG_LEVELS, PROFILES, STYLES } from './host-choices.ts';

/** The settings of a host, as the inspector edits them for one host and for several. */
export const HOST_SETTINGS = {
  adminAccess: {
    type: 'list',
    path: 'settings.adminAccess',
    label: 'Admin access',
    placeholder: '192.168.44.0/24',
    hint: "Networks that always reach this host's SSH, before every other rule. Separate several by commas.",
  },
  established: {
    type: 'choice',
    path: 'settings.established',
    label: 'Replies',
    standard: 'after-denials',
    choices: ESTABLISHED,
  },
  script: { type: 'choice', path: 'settings.script', label: 'Script style', standard: 'restore', choices: STYLES },
  profile: {
    type: 'choice',
    path: 'settings.profile',
    label: 'Rules made for',
    called: 'profile',
    standard: 'readable',
    choices: PROFILES,
  },
  backend: {
    type: 'choice',
    path: 'settings.backend',
    label: 'Layer 2 by',
    called: 'layer 2',
    standard: 'iptables',
    choices: BACKENDS,
    hint: 'Both stop the same forgeries. With ebtables ip6tables holds neighbour advertisements by xt_u32, and a kernel without it (Enterprise Linux 9) refuses the rules; nftables needs the package nftables.',
  },
  logPrefix: {
    type: 'text',
    path: 'settings.logPrefix',
    label: 'Log prefix',
    placeholder: 'RULE %N -- %A ',
    optional: true,
    // Blanks at its end part it from what the kernel writes behind it.
    keepsBlanks: true,
    hint: "%N is the rule's number, %A its action, %R its id, %C the chain. The kernel keeps 29 characters.",
  },
  logLevel: { type: 'choice', path: 'settings.logLevel', label: 'Log level', standard: 'info', choices: LOG_LEVELS },
  logLimit: {
    type: 'number',
    path: 'settings.logLimit',
    label: 'Lines a second',
    least: 1,
    most: 10_000,
    placeholder: 'no limit',
  },
  conntrackZones: {
    type: 'switch',
    path: 'settings.conntrackZones',
    label: 'A conntrack zone for each bridge',
    standard: false,
    hint: 'Stops packets from passing on one bridge by a connection that was accepted on another; the table of connections holds each once a bridge, so it fills sooner.',
  },
  rollbackSeconds: {
    type: 'number',
    path: 'settings.rollbackSeconds',
    label: 'Roll back after (seconds)',
    least: 10,
    most: 3600,
    placeholder: '60',
    hint: 'An unconfirmed deployment undoes itself after this time.',
  },
} as const satisfies Readonly<Record<string, RecordField>>;
