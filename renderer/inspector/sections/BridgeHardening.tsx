import type { Bridge } from '../../../shared/document/document.ts';
import { patchSame } from '../../../shared/document/keep-identity.ts';
import { SwitchRow } from '../../controls/SwitchRow.tsx';
import { edit } from '../../state/document-store.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { Section } from '../fields/Section.tsx';
import { HARDENING } from './hardening.ts';

/** The switches for what the bridge itself refuses at its guest ports. */
export function BridgeHardening({ bridge }: { readonly bridge: Bridge }) {
  const { id, name } = bridge;
  return (
    <Section title="Hardening">
      {HARDENING.map(({ key, label, hint, standard }) => (
        <SwitchRow
          key={key}
          label={label}
          hint={hint}
          isSelected={bridge.hardening?.[key] ?? standard(bridge)}
          onChange={(on) =>
            edit(`${on ? 'Switch on' : 'Switch off'} “${label}” at ${name}`, (document) => {
              // What is as usual is not written down: the file says only what is special about the bridge.
              const usual = on === standard(bridge);
              const hardening = patchSame({ ...bridge.hardening }, { [key]: usual ? undefined : on });
              return patchRecord(document, id, {
                hardening: Object.keys(hardening).length > 0 ? hardening : undefined,
              });
            })
          }
        />
      ))}
    </Section>
  );
}
