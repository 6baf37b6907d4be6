import type { AddressObject, Interval, Service, User } from '../../../shared/document/document.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { edit } from '../../state/document-store.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { readNumber, rename, setNumber, setText } from '../fields/changes.ts';
import { DaysChoice } from '../fields/DaysChoice.tsx';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { keptDetails, PROTOCOLS } from './service-choices.ts';

export function AddressProperties({ address }: { readonly address: AddressObject }) {
  const { id, name } = address;
  return (
    <Section title="Address">
      <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
      <TextRow
        id={id}
        field="value"
        label="Address, network or range"
        of={name}
        text={address.value}
        placeholder="192.168.2.0/24"
        mono
        hint="One address, a network such as 192.168.2.0/24, or a range a-b."
        change={setText(id, 'value')}
      />
    </Section>
  );
}

export function ServiceProperties({ service }: { readonly service: Service }) {
  const { id, name, protocol } = service;
  const hasPorts = protocol === 'tcp' || protocol === 'udp';
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
  return (
    <Section title="Service">
      <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
      <SelectRow
        id={id}
        field="protocol"
        label="Protocol"
        value={protocol}
        choices={PROTOCOLS}
        onChange={(value) =>
          edit(`Change protocol of ${name}`, (document) =>
            patchRecord(document, id, { protocol: value, ...keptDetails(service, value) }),
          )
        }
      />
      {hasPorts && (
        <>
          <TextRow
            id={id}
            field="ports"
            label="Destination ports"
            of={name}
            text={service.ports ?? ''}
            placeholder="any"
            mono
            hint="Such as 22,80,20001:20010."
            change={setText(id, 'ports', { optional: true })}
          />
          <TextRow
            id={id}
            field="sourcePorts"
            label="Source ports"
            of={name}
            text={service.sourcePorts ?? ''}
            placeholder="any"
            mono
            change={setText(id, 'sourcePorts', { optional: true })}
          />
        </>
      )}
      {isIcmp && (
        <TextRow
          id={id}
          field="icmpType"
          label="Type"
          of={name}
          text={service.icmpType ?? ''}
          placeholder="any"
          mono
          hint="any, a type such as 8, or type/code such as 3/1."
          change={setText(id, 'icmpType', { optional: true })}
        />
      )}
      {protocol === 'ip' && (
        <TextRow
          id={id}
          field="number"
          label="Protocol number"
          of={name}
          text={service.number?.toString() ?? ''}
          placeholder="any"
          mono
          change={setNumber(id, 'number', 1, 255)}
        />
      )}
    </Section>
  );
}

export function UserProperties({ user }: { readonly user: User }) {
  const { id, name } = user;
  return (
    <Section title="User">
      <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
      <TextRow
        id={id}
        field="uid"
        label="User id (uid)"
        of={name}
        text={user.uid.toString()}
        mono
        change={(text) => {
          const uid = readNumber(text, 0, 4_294_967_294) ?? 'A user needs a uid.';
          return typeof uid === 'string' ? uid : (document) => patchRecord(document, id, { uid });
        }}
      />
    </Section>
  );
}

export function IntervalProperties({ interval }: { readonly interval: Interval }) {
  const { id, name } = interval;
  return (
    <Section title="Interval">
      <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
      <div className="row-pair">
        <TextRow id={id} field="from" label="From" of={name} text={interval.from} mono change={setText(id, 'from')} />
        <TextRow id={id} field="to" label="To" of={name} text={interval.to} mono change={setText(id, 'to')} />
      </div>
      <DaysChoice
        id={id}
        days={interval.days}
        onChange={(days) => edit(`Change days of ${name}`, (document) => patchRecord(document, id, { days }))}
      />
    </Section>
  );
}
