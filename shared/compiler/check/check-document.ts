import { findInconsistencies } from '../../document/consistency/find-inconsistencies.ts';
import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { checkBridges } from './check-bridges.ts';
import { checkConnections } from './check-connections.ts';
import { checkGuestAddresses } from './check-guest-addresses.ts';
import { checkHostInterfaces } from './check-host-interfaces.ts';
import { checkInterfaceNames } from './check-interface-names.ts';
import { checkNames } from './check-names.ts';
import { checkObjects } from './check-objects.ts';
import { checkPolicies } from './check-policies.ts';
import { checkPorts } from './check-ports.ts';
import { checkRules } from './check-rules.ts';
import { checkServices } from './check-services.ts';
import { checkSettings } from './check-settings.ts';
import { checkUniqueAddresses } from './check-unique-addresses.ts';
import { checkUniqueMacs } from './check-unique-macs.ts';
import type { Check } from './concern.ts';

/** Every check, in the order in which their findings are shown: what others rest on comes first. */
const CHECKS: readonly Check[] = [
  findInconsistencies,
  checkNames,
  checkInterfaceNames,
  checkPorts,
  checkBridges,
  checkGuestAddresses,
  checkHostInterfaces,
  checkUniqueAddresses,
  checkUniqueMacs,
  checkObjects,
  checkServices,
  checkConnections,
  checkSettings,
  checkPolicies,
  checkRules,
];

/**
 * Everything that can be said about a document without compiling it: ids and references, and what the fields mean. What
 * `parseDocument` finds in a document that it gives is found here again.
 */
export function checkDocument(document: Document): Finding[] {
  return CHECKS.flatMap((check) => [...check(document)]);
}
