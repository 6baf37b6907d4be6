import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { EmittedRules } from '../emit/emit-family.ts';
import { checkOrder } from './check-order.ts';

/**
 * The order contract, held against every text that is emitted. A violation is a mistake of the compiler and not of the
 * drawing, and its rules must not reach a host: it is an error like any other.
 */
export function orderFindings(host: Host, emitted: readonly EmittedRules[]): Finding[] {
  const texts = new Set(emitted.flatMap(({ restore, script }) => [restore.text, script.text]));
  return [...texts].flatMap((text) =>
    checkOrder(text).map(
      ({ message }): Finding => ({
        code: 'order-contract',
        severity: 'error',
        message: `The compiled rules of ${host.name} are in a wrong order, which is a mistake of this program; please report it. ${message}`,
        objects: [host.id],
      }),
    ),
  );
}
