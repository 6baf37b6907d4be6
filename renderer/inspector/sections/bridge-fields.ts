import type { RecordField } from '../fields/record-field.ts';

/** What a bridge is set to, as the inspector edits it for one bridge and for several; its hardening is in hardening.ts. */
export const BRIDGE_FIELDS = {
  ageing: {
    type: 'number',
    path: 'ageing',
    label: 'Ageing (seconds)',
    least: 0,
    most: 1_000_000,
    placeholder: '300',
    hint: 'After this time the bridge forgets where a MAC address was seen.',
  },
  stp: {
    type: 'switch',
    path: 'stp',
    label: 'Spanning tree (STP)',
    standard: false,
    hint: 'Breaks loops between bridges by blocking a port.',
  },
} as const satisfies Readonly<Record<string, RecordField>>;
