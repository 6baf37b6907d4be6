import { describeRecord } from '../../document/describe.ts';
import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { about, error, warning } from './concern.ts';

/** The kernel keeps the ageing time in hundredths of seconds; a day is far beyond any use. */
const LONGEST_AGEING = 86_400;

export function* checkBridges(document: Document): Generator<Finding> {
  for (const host of document.hosts) {
    for (const bridge of host.bridges) {
      const { ageing } = bridge;
      if (ageing === undefined) continue;
      const words = describeRecord('bridge', bridge);
      if (!Number.isInteger(ageing) || ageing < 0 || ageing > LONGEST_AGEING) {
        yield error(
          'bad-ageing',
          about(bridge.id, 'ageing'),
          `The ageing time ${ageing} of ${words} is impossible. Enter whole seconds from 1 to ${LONGEST_AGEING}.`,
        );
      } else if (ageing === 0) {
        yield warning(
          'bridge-floods',
          about(bridge.id, 'ageing'),
          `With an ageing time of 0, ${words} forgets every MAC address at once and floods each frame to all ports, like a hub: guests see each other's packets. Enter 30 or more seconds.`,
        );
      }
    }
  }
}
