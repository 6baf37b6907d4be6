import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { useBackend } from '../backend/backend-store.ts';
import { AddFirst } from '../empty/AddFirst.tsx';
import { EmptyPanel } from '../empty/EmptyPanel.tsx';
import { refreshOldStatus } from '../hosts/ask-hosts.ts';
import { hasAddress, shownHost, useDeployView } from '../state/deploy-view-store.ts';
import { useDocument, useDocumentStore } from '../state/document-store.ts';
import { DeployBar } from './DeployBar.tsx';
import { HostDetails } from './HostDetails.tsx';
import { HostsList } from './HostsList.tsx';
import { setAddressOf } from './host-address.ts';
import { WaitingBar } from './WaitingBar.tsx';

/** What the hosts run, and pushing the rules to them with a way back. */
export function DeployPanel() {
  const hosts = useDocument((document) => document.hosts);
  const chosen = useDeployView((state) => state.host);
  const shown = useDocument((document) => shownHost(document, chosen));
  const connected = useBackend((state) => state.state === 'connected');
  const loads = useDocumentStore((state) => state.loads);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document has other hosts.
  useEffect(() => {
    if (connected) refreshOldStatus();
  }, [connected, loads]);
  if (!shown) {
    return (
      <EmptyPanel tab="deploy" actions={<AddFirst kind="host" />}>
        <p>
          From here the rules of each drawn host are pushed to it by SSH. A new connection then proves that the host can
          still be reached, and without your confirmation the rules undo themselves.
        </p>
      </EmptyPanel>
    );
  }
  if (!hosts.some(hasAddress)) return <NoAddress hosts={hosts} />;
  return (
    <div className="deploy-panel">
      <div className="deploy-hosts">
        <DeployBar />
        <WaitingBar />
        <div className="deploy-hosts-scroll">
          <HostsList hosts={hosts} shown={shown} />
        </div>
      </div>
      <HostDetails key={shown.id} host={shown} />
    </div>
  );
}

function NoAddress({ hosts }: { readonly hosts: readonly Host[] }) {
  return (
    <EmptyPanel
      tab="deploy"
      actions={hosts.slice(0, 4).map((host) => (
        <Button key={host.id} className="button" onPress={() => setAddressOf(host.id)}>
          Set the address of {host.name}
        </Button>
      ))}
    >
      <p>
        No host of this drawing says how it is reached. Give one the address that you would give to ssh; your ssh
        configuration, keys and jump hosts are used as they are. Nothing is changed there before you deploy, and without
        your confirmation a deployment undoes itself.
      </p>
    </EmptyPanel>
  );
}
