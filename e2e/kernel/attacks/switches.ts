import type { Attack } from '../../../shared/compiler/bypass/attacks.ts';
import { bypassMatrix } from '../../../shared/compiler/bypass/bypass-matrix.ts';
import type { Document, Protect } from '../../../shared/document/document.ts';

/** Every switch of a port that re-opens something, the other way round than it stands by itself. */
export const SWITCHES: readonly Protect[] = [
  { spoofing: false },
  { arp: false },
  { mac: false },
  { ethertypes: false },
  { trunk: true },
  { dhcpServer: true },
  { routerAdvertisement: true },
];

/** The attacks by a port that nothing stops, as the matrix says. */
export function unstopped(document: Document, port: string): Attack[] {
  const matrix = bypassMatrix(document).find((each) => each.port === port);
  return matrix?.rows.filter(({ stoppedBy }) => stoppedBy.length === 0).map(({ attack }) => attack) ?? [];
}
