import type { Host } from '../../../shared/document/document.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { SwitchRow } from '../../controls/SwitchRow.tsx';
import { edit } from '../../state/document-store.ts';
import { readNumber } from '../fields/changes.ts';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { BACKENDS, LOG_LEVELS } from './host-choices.ts';
import { patchSettings } from './host-patch.ts';

/** What the host's kernel logs, and what does layer 2 and the tracking of connections. */
export function HostLog({ host }: { readonly host: Host }) {
  const { id, name, settings } = host;
  return (
    <Section title="Log and layers">
      <TextRow
        id={id}
        field="settings.logPrefix"
        label="Log prefix"
        of={name}
        text={settings?.logPrefix ?? ''}
        placeholder="RULE %N -- %A "
        mono
        hint="%N is the rule's number, %A its action, %R its id, %C the chain. The kernel keeps 29 characters."
        // Blanks at its end part it from what the kernel writes behind it.
        change={(text) => patchSettings(host, { logPrefix: text.trim() === '' ? undefined : text })}
      />
      <div className="row-pair">
        <SelectRow
          id={id}
          field="settings.logLevel"
          label="Log level"
          value={settings?.logLevel ?? 'info'}
          choices={LOG_LEVELS}
          onChange={(level) =>
            edit(`Change log level of ${name}`, patchSettings(host, { logLevel: level === 'info' ? undefined : level }))
          }
        />
        <TextRow
          id={id}
          field="settings.logLimit"
          label="Lines a second"
          of={name}
          text={settings?.logLimit?.toString() ?? ''}
          placeholder="no limit"
          mono
          change={(text) => {
            const logLimit = readNumber(text, 1, 10_000);
            return typeof logLimit === 'string' ? logLimit : patchSettings(host, { logLimit });
          }}
        />
      </div>
      <SelectRow
        id={id}
        field="settings.backend"
        label="Layer 2 by"
        value={settings?.backend ?? 'iptables'}
        choices={BACKENDS}
        hint="Both stop the same forgeries. With ebtables ip6tables holds neighbour advertisements by xt_u32, and a kernel without it (Enterprise Linux 9) refuses the rules; nftables needs the package nftables."
        onChange={(value) =>
          edit(`Change layer 2 of ${name}`, patchSettings(host, { backend: value === 'iptables' ? undefined : value }))
        }
      />
      <SwitchRow
        label="A conntrack zone for each bridge"
        hint="Stops packets from passing on one bridge by a connection that was accepted on another; the table of connections holds each once a bridge, so it fills sooner."
        isSelected={settings?.conntrackZones ?? false}
        onChange={(on) =>
          edit(`Change conntrack zones of ${name}`, patchSettings(host, { conntrackZones: on ? true : undefined }))
        }
      />
    </Section>
  );
}
