import { useMemo } from 'react';
import { hostSettings, type Setting } from '../../../shared/compiler/layer2/settings.ts';
import type { Host } from '../../../shared/document/document.ts';
import { useTopology } from '../../state/drawn-document.ts';
import { Section } from '../fields/Section.tsx';
import { kernelWords } from './kernel-words.ts';

interface KernelSettingsProps {
  readonly host: Host;
  /** The bridge or port whose settings are shown; those of the whole host without it. */
  readonly of?: string;
}

/** What a release sets in the kernel besides its rules: not to be chosen, but to be known. */
export function KernelSettings({ host, of }: KernelSettingsProps) {
  const topology = useTopology();
  const settings = useMemo(() => hostSettings(topology, host).filter(isOf(of)), [topology, host, of]);
  if (settings.length === 0) return null;
  return (
    <Section title="Set in the kernel">
      <dl className="kernel-settings">
        {settings.map(({ name, value, reason }) => (
          <div key={name}>
            <dt className="mono" title={name}>
              {name.slice(name.lastIndexOf('/') + 1)} = {value}
            </dt>
            <dd className="row-hint">{kernelWords(name, reason)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** The flags of ports and the static entries have switches and sentences of their own. */
function isOf(device: string | undefined): (setting: Setting) => boolean {
  return ({ kind, name }) => {
    if (kind === 'sysctl')
      return device === undefined ? name.startsWith('net/bridge/') : name.includes(`/conf/${device}/`);
    return kind === 'bridge' && device !== undefined && name.startsWith(`${device}/`);
  };
}
