import type { RecordEntry } from '../../shared/document/record-index.ts';
import { FindingLines } from '../controls/FindingLines.tsx';
import { useOtherFindings } from '../controls/use-finding.ts';
import { BridgeProperties } from './sections/BridgeProperties.tsx';
import { ExternalProperties } from './sections/ExternalProperties.tsx';
import { GroupProperties } from './sections/GroupProperties.tsx';
import { GuestProperties } from './sections/GuestProperties.tsx';
import { HostProperties } from './sections/HostProperties.tsx';
import { InterfaceProperties } from './sections/InterfaceProperties.tsx';
import {
  AddressProperties,
  IntervalProperties,
  ServiceProperties,
  UserProperties,
} from './sections/ObjectProperties.tsx';
import { PolicyProperties } from './sections/PolicyProperties.tsx';
import { PortProperties } from './sections/PortProperties.tsx';
import { shownFields } from './shown-fields.ts';

export function RecordProperties({ entry }: { readonly entry: RecordEntry }) {
  const findings = useOtherFindings(entry.record.id, shownFields(entry));
  return (
    <>
      {findings.length > 0 && (
        <div className="inspector-findings">
          <FindingLines findings={findings} />
        </div>
      )}
      <Properties entry={entry} />
    </>
  );
}

function Properties({ entry }: { readonly entry: RecordEntry }) {
  switch (entry.kind) {
    case 'host':
      return <HostProperties host={entry.record} />;
    case 'bridge':
      return <BridgeProperties bridge={entry.record} host={entry.host} />;
    case 'port':
      return <PortProperties port={entry.record} host={entry.host} />;
    case 'interface':
      return <InterfaceProperties one={entry.record} host={entry.host} />;
    case 'guest':
      return <GuestProperties guest={entry.record} />;
    case 'external':
      return <ExternalProperties external={entry.record} />;
    case 'group':
      return <GroupProperties group={entry.record} />;
    case 'address':
      return <AddressProperties address={entry.record} />;
    case 'service':
      return <ServiceProperties service={entry.record} />;
    case 'user':
      return <UserProperties user={entry.record} />;
    case 'interval':
      return <IntervalProperties interval={entry.record} />;
    case 'policy':
      return <PolicyProperties policy={entry.record} />;
  }
}
