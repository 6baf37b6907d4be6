import type { Bridge, Hardening } from '../../../shared/document/document.ts';

export interface HardeningSwitch {
  readonly key: keyof Hardening;
  readonly label: string;
  readonly hint: string;
  /** What holds where the drawing says nothing. */
  readonly standard: (bridge: Bridge) => boolean;
}

const off = () => false;

/** What a bridge itself refuses at its guest ports, in words: what each switch stops, and what it breaks. */
export const HARDENING: readonly HardeningSwitch[] = [
  {
    key: 'isolated',
    label: 'Isolate guests from each other',
    hint: 'Stops every frame between guests of this bridge, ARP included; what guests serve each other breaks: they reach the host and border ports only.',
    standard: off,
  },
  {
    key: 'staticFdb',
    label: 'Static forwarding entries',
    hint: "Stops a guest from drawing another's frames by its MAC; a guest that moves is not found until the next deployment.",
    standard: off,
  },
  {
    key: 'learningOff',
    label: 'Guests teach it nothing',
    hint: 'Stops guests from filling the forwarding table; a guest with more MACs than drawn is not reached. Makes static entries.',
    standard: off,
  },
  {
    key: 'floodOff',
    label: 'No flooding to guests',
    hint: 'Stops copies of frames for unknown stations; a MAC that is not drawn is not reached. Makes static entries.',
    standard: off,
  },
  {
    key: 'rootBlock',
    label: 'Guests never become STP root',
    hint: 'Stops a guest from drawing the traffic by spanning tree messages; a guest that bridges cannot be the root.',
    standard: ({ stp }) => stp === true,
  },
];
