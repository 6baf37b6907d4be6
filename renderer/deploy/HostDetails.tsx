import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { type DeployView, hasAddress, useDeployView } from '../state/deploy-view-store.ts';
import { DifferenceView } from './DifferenceView.tsx';
import { DrillView } from './DrillView.tsx';
import { setAddressOf } from './host-address.ts';
import { PreflightView } from './PreflightView.tsx';
import { ProgressView } from './ProgressView.tsx';
import { ReleasesView } from './ReleasesView.tsx';

const VIEWS = [
  { id: 'progress', label: 'Progress', panel: ProgressView },
  { id: 'preflight', label: 'Check', panel: PreflightView },
  { id: 'difference', label: 'Difference', panel: DifferenceView },
  { id: 'releases', label: 'Releases', panel: ReleasesView },
  { id: 'drill', label: 'Drill', panel: DrillView },
] as const satisfies readonly { id: DeployView; label: string; panel: (props: { host: Host }) => React.ReactNode }[];

/** Everything about the host that is looked at. */
export function HostDetails({ host }: { readonly host: Host }) {
  const view = useDeployView((state) => state.view);
  if (!hasAddress(host)) {
    return (
      <div className="panel-empty">
        <p>{host.name} says nothing about how it is reached by SSH.</p>
        <button type="button" className="text-button" onClick={() => setAddressOf(host.id)}>
          Set its address in the inspector
        </button>
      </div>
    );
  }
  return (
    <Tabs
      className="tabs host-details"
      selectedKey={view}
      onSelectionChange={(key) => useDeployView.setState({ view: key as DeployView })}
    >
      <TabList className="tab-list is-small" aria-label={`About ${host.name}`}>
        {VIEWS.map(({ id, label }) => (
          <Tab key={id} id={id} className="tab">
            {label}
          </Tab>
        ))}
      </TabList>
      {VIEWS.map(({ id, panel: Panel }) => (
        <TabPanel key={id} id={id} className="tab-panel host-panel">
          <Panel host={host} />
        </TabPanel>
      ))}
    </Tabs>
  );
}
