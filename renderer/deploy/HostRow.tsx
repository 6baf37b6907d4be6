import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { useDeploy } from '../state/deploy-store.ts';
import { lookAt, tick, useDeployView } from '../state/deploy-view-store.ts';
import { HostProgress } from './HostProgress.tsx';
import { addressOf, setAddressOf } from './host-address.ts';
import { StatusBadge } from './StatusBadge.tsx';
import { useHostStatus } from './use-host-status.ts';
import { whenWords } from './when-words.ts';

interface HostRowProps {
  readonly host: Host;
  readonly current: boolean;
}

/** One host: what it runs, since when, and what is being done to it. */
export function HostRow({ host, current }: HostRowProps) {
  const ticked = useDeployView((state) => state.ticked.includes(host.id));
  const deployment = useDeploy((state) => state.deployments[host.id]);
  const address = addressOf(host);
  return (
    <li className={`target-row ${current ? 'is-current' : ''}`}>
      <Checkbox
        className="check is-lone"
        aria-label={`Choose ${host.name}`}
        isDisabled={address === undefined}
        isSelected={ticked}
        onChange={(on) => tick(host.id, on)}
      >
        <span className="check-box" aria-hidden>
          <Check size={11} strokeWidth={3} />
        </span>
      </Checkbox>
      <button
        type="button"
        className="host-name"
        aria-current={current ? 'true' : undefined}
        onClick={() => lookAt(host.id)}
      >
        {host.name}
        {address !== undefined && <span className="host-address mono">{address}</span>}
      </button>
      {address === undefined ? (
        <button type="button" className="text-button host-mend" onClick={() => setAddressOf(host.id)}>
          Set its address
        </button>
      ) : (
        <StatusBadge host={host} />
      )}
      {address !== undefined && <Deployed host={host} />}
      {deployment && <HostProgress deployment={deployment} />}
    </li>
  );
}

/** When and by whom the host was deployed to last. */
function Deployed({ host }: { readonly host: Host }) {
  const { answer } = useHostStatus(host);
  const deployed = answer?.deployed;
  if (!deployed) return undefined;
  return (
    <span className="host-when">
      {whenWords(deployed.at)}
      {deployed.by !== '' && ` by ${deployed.by}`}
    </span>
  );
}
