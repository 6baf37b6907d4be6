import type { Document } from '../../document/document.ts';
import { setFields } from '../../document/edits/set-fields.ts';
import type { Finding } from '../../document/finding.ts';
import type { Mend, Mender } from './mend.ts';
import { giveAddress, giveMac, mendAddress, mendTwice, takeOut } from './mend-addresses.ts';
import { chainName, freeName, interfaceName, plainName } from './mend-names.ts';
import {
  attach,
  dropReference,
  freshRule,
  mendIdleBranch,
  switchRuleOff,
  takeEntryOut,
  takeNotAway,
} from './mend-rules.ts';
import {
  breakCycle,
  breakLoop,
  deleteIt,
  keepRootAway,
  makeVeth,
  mendPeers,
  ownTap,
  setTo,
  switchIsolationOff,
  takeFieldAway,
} from './mend-wiring.ts';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What can be done about a finding, by its code. What only the administrator can know has no entry. */
const MENDERS: Readonly<Record<string, Mender>> = {
  'mac-unknown': giveMac,
  'link-local-unknown': giveMac,
  'bad-mac': giveMac,
  'mac-twice': giveMac,
  'no-address': giveAddress,
  'bad-address': mendAddress,
  'unusable-address': mendAddress,
  'address-twice': mendTwice,
  'address-of-host': mendAddress,
  'bad-network': takeOut('network'),
  'route-covers-station': takeOut('network'),
  'external-covers-station': takeOut('network'),
  'bad-interface-address': takeOut('address'),
  'bad-admin-access': takeOut('entry'),
  'wide-admin-access': takeOut('entry'),
  'bad-log-prefix': takeFieldAway('Use the usual log prefix'),
  'bad-log-level': takeFieldAway('Use the usual log level'),
  'bad-rollback-seconds': takeFieldAway('Roll back after the usual 60 seconds'),
  'bad-ageing': setTo('ageing', 30, 'Set its ageing to 30 seconds'),
  'bridge-floods': setTo('ageing', 30, 'Set its ageing to 30 seconds'),
  'bridge-loop': breakLoop,
  'stp-guest-root': keepRootAway,
  'isolated-accept': switchIsolationOff,
  'isolated-server': switchIsolationOff,
  'dangling-reference': dropReference,
  'wrong-kind-reference': dropReference,
  'other-host-reference': dropReference,
  'bad-attach': attach,
  'peer-one-sided': mendPeers,
  'peer-mismatch': mendPeers,
  'peer-not-veth': makeVeth,
  'veth-without-peer': deleteIt,
  'tap-without-guest': deleteIt,
  'port-two-guests': ownTap,
  'guest-behind-border-port': ownTap,
  'external-behind-inner-port': takeFieldAway('Take it away from this port'),
  'group-cycle': breakCycle,
  'duplicate-rule-id': freshRule,
  'duplicate-host-name': freeName,
  'duplicate-policy-name': freeName,
  'duplicate-interface-name': interfaceName,
  'bad-interface-name': interfaceName,
  'bad-policy-name': chainName,
  'bad-name': plainName,
  'misplaced-field': takeFieldAway('Take it out'),
  'no-days': setTo('days', EVERY_DAY, 'Make it every day'),
  'empty-interval': (_, { objects: [id = ''] }) => [
    {
      label: 'Make it the whole day',
      apply: (now) => wholeDay(now, id),
    },
  ],
  'empty-group': takeEntryOut,
  'negated-any': takeNotAway,
  'idle-branch': mendIdleBranch,
  'branch-without-policy': switchRuleOff,
  'branch-to-main': takeEntryOut,
  'unused-branch': deleteIt,
  'user-rule-outside-output': switchRuleOff,
  'rule-never-matches': switchRuleOff,
  'rule-of-another-host': switchRuleOff,
  'own-frames-have-no-port': switchRuleOff,
};

/** The mends of a finding that would change anything now, the best first. */
export function mendsFor(document: Document, finding: Finding): readonly Mend[] {
  const mender = MENDERS[finding.code];
  return (mender?.(document, finding) ?? []).filter(({ apply }) => apply(document) !== document);
}

function wholeDay(document: Document, id: string): Document {
  return setFields(setFields(document, [id], 'from', '00:00'), [id], 'to', '23:59');
}

/** The kinds of finding that can be mended by an action. */
export const MENDED_CODES: readonly string[] = Object.keys(MENDERS);
