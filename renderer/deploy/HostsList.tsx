import { Check, Minus } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { useDeploy } from '../state/deploy-store.ts';
import { hasAddress, useDeployView } from '../state/deploy-view-store.ts';
import { HostProgress } from './HostProgress.tsx';
import { HostRow } from './HostRow.tsx';

interface HostsListProps {
  readonly hosts: readonly Host[];
  readonly shown: Host;
}

/** Every host of the drawing, and deployments under way on hosts of the one before. */
export function HostsList({ hosts, shown }: HostsListProps) {
  const deployments = useDeploy((state) => state.deployments);
  const others = Object.values(deployments).filter((one) => !hosts.some((host) => host.id === one.host));
  return (
    <>
      {hosts.filter(hasAddress).length > 1 && <TickAll hosts={hosts.filter(hasAddress)} />}
      <ul className="host-list" aria-label="Hosts">
        {hosts.map((host) => (
          <HostRow key={host.id} host={host} current={host.id === shown.id} />
        ))}
        {others.map((deployment) => (
          <li key={deployment.host} className="target-row">
            <span className="host-name">
              {deployment.name}
              <span className="host-address">of the document before</span>
            </span>
            <HostProgress deployment={deployment} />
          </li>
        ))}
      </ul>
    </>
  );
}

function TickAll({ hosts }: { readonly hosts: readonly Host[] }) {
  const ticked = useDeployView((state) => state.ticked);
  const count = hosts.filter((host) => ticked.includes(host.id)).length;
  const all = count === hosts.length;
  const some = count > 0 && !all;
  return (
    <div className="tick-all">
      <Checkbox
        className="check"
        isSelected={all}
        isIndeterminate={some}
        onChange={() => useDeployView.setState({ ticked: all ? [] : hosts.map(({ id }) => id) })}
      >
        <span className={`check-box ${some ? 'is-some' : ''}`} aria-hidden>
          {some ? <Minus size={11} strokeWidth={3} /> : <Check size={11} strokeWidth={3} />}
        </span>
        <span className="check-label">{count === 0 ? 'Choose all hosts' : `${count} of ${hosts.length} chosen`}</span>
      </Checkbox>
    </div>
  );
}
