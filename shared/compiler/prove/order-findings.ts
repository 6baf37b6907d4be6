import type { Document, Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { EmittedRules } from '../emit/emit-family.ts';
import type { NumberedRule } from '../result.ts';
import { authorOrder } from './author-order.ts';
import { checkOrder } from './check-order.ts';

/**
 * The order contract, held against every text that is emitted. A violation is a mistake of the compiler and not of the
 * drawing, and its rules must not reach a host: it is an error like any other.
 */
export function orderFindings(
  document: Document,
  host: Host,
  emitted: readonly EmittedRules[],
  rules: readonly NumberedRule[],
): Finding[] {
  const listings = emitted.flatMap(({ restore, script }) => [restore, script]);
  const texts = new Map(listings.map((listing) => [listing.text, listing]));
  return [...texts].flatMap(([text, listing]) =>
    [...checkOrder(text, undefined, rules), ...authorOrder(listing, rules, document, host)].map(
      ({ message }): Finding => ({
        code: 'order-contract',
        severity: 'error',
        message: `The compiled rules of ${host.name} are in a wrong order, which is a mistake of this program; please report it. ${message}`,
        objects: [host.id],
      }),
    ),
  );
}
