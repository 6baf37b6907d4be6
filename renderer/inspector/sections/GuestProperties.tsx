import { Trash2 } from 'lucide-react';
import type { Document, Guest, Nic } from '../../../shared/document/document.ts';
import { freshMac } from '../../../shared/document/edits/fresh.ts';
import { updateNic } from '../../../shared/document/edits/guest-nics.ts';
import type { Patch } from '../../../shared/document/keep-identity.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import { askBefore } from '../../state/ask-to-delete.ts';
import { edit, useDocument } from '../../state/document-store.ts';
import { deleteObjects } from '../../state/object-edits.ts';
import { findEntry } from '../../state/records.ts';
import { joinList, rename, splitList } from '../fields/changes.ts';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';

export function GuestProperties({ guest }: { readonly guest: Guest }) {
  const { id, name, nics } = guest;
  return (
    <>
      <Section title="Guest">
        <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
      </Section>
      {nics.length === 0 && (
        <Section title="NICs">
          <p className="empty">
            Not connected. Drag from the guest's + to a bridge; that makes its NIC and its tap port.
          </p>
        </Section>
      )}
      {nics.map((nic, index) => (
        <NicSection key={nic.port} guest={guest} nic={nic} index={index} />
      ))}
    </>
  );
}

function NicSection({ guest, nic, index }: { readonly guest: Guest; readonly nic: Nic; readonly index: number }) {
  const bridge = useDocument((document) => {
    const port = findEntry(document, nic.port);
    return port?.kind === 'port' ? findEntry(document, port.record.bridge)?.record.name : undefined;
  });
  const { id, name } = guest;
  const title = guest.nics.length === 1 ? 'NIC' : `NIC ${index + 1}`;
  const label = `Disconnect ${name}`;
  const change = (patch: Patch<Nic>) => (document: Document) => updateNic(document, id, index, patch);
  return (
    <Section
      title={title}
      action={
        <IconButton
          label={`Disconnect ${title} of ${name}`}
          className="is-tiny"
          onPress={() => askBefore([nic.port], { label, run: () => deleteObjects([nic.port], label) })}
        >
          <Trash2 size={13} aria-hidden />
        </IconButton>
      }
    >
      <TextRow
        id={id}
        field={`nics.${index}.addresses`}
        label="IPv4/IPv6 addresses"
        of={name}
        text={joinList(nic.addresses)}
        placeholder="192.168.50.12"
        mono
        hint="The only addresses that it may use. Several are separated by commas; the first is its main one."
        change={(text) => change({ addresses: splitList(text) })}
      />
      <TextRow
        id={id}
        field={`nics.${index}.mac`}
        label="MAC address"
        of={name}
        text={nic.mac ?? ''}
        placeholder="52:54:00:12:34:56"
        mono
        change={(text) => change({ mac: text.trim() || undefined })}
      />
      {nic.mac === undefined && (
        <button
          type="button"
          className="text-button"
          onClick={() =>
            edit(`Give ${name} a MAC address`, (document) => change({ mac: freshMac(document) })(document))
          }
        >
          Make up a MAC address
        </button>
      )}
      <TextRow
        id={id}
        field={`nics.${index}.routes`}
        label="Networks behind it"
        of={name}
        text={joinList(nic.routes)}
        placeholder="none"
        mono
        hint="Only for a guest that routes: these networks count as its own."
        change={(text) => {
          const routes = splitList(text);
          return change({ routes: routes.length > 0 ? routes : undefined });
        }}
      />
      <div className="row">
        <span className="row-label">Port</span>
        <RecordLink id={nic.port} detail={bridge === undefined ? undefined : `on ${bridge}`} />
      </div>
    </Section>
  );
}
