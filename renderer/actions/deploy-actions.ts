import {
  FileDiff,
  FlaskConical,
  History,
  LifeBuoy,
  OctagonX,
  Radar,
  RefreshCw,
  Rocket,
  ShieldCheck,
  Stethoscope,
  Undo,
} from 'lucide-react';
import { countWords } from '../../shared/document/describe.ts';
import { checkHost, compareHost, isAsking, refreshAllStatus, stopAsking } from '../hosts/ask-hosts.ts';
import { confirmDeployments, deploy, rollBackDeployments } from '../hosts/run-deployment.ts';
import { isUnderWay, underWay, useDeploy } from '../state/deploy-store.ts';
import {
  type DeployView,
  hasAddress,
  lookAt,
  shownHost,
  targetsOf,
  toggleProbe,
  useDeployView,
} from '../state/deploy-view-store.ts';
import { currentDocument } from '../state/document-store.ts';
import { showDock } from '../state/ui-store.ts';
import type { Action } from './action.ts';

/** "mytux", "3 hosts"; "the host" where there is none. */
function inWords(hosts: readonly { readonly name: string }[]): string {
  if (hosts.length > 1) return countWords(hosts.length, 'host');
  return hosts[0]?.name ?? 'the host';
}

function targets() {
  return targetsOf(currentDocument(), useDeployView.getState());
}

/** Those of the targets on which nothing is under way. */
function free() {
  const { deployments } = useDeploy.getState();
  return targets().filter((host) => !isUnderWay(deployments[host.id]));
}

function push(kind: 'deploy' | 'dry-run'): void {
  const hosts = free();
  const [first] = hosts;
  showDock('deploy');
  if (hosts.length === 1 && first) lookAt(first.id, 'progress');
  else useDeployView.setState({ view: 'progress' });
  if (first) void deploy(hosts, kind);
}

const waiting = () => underWay(useDeploy.getState(), 'confirming').filter((one) => one.answered === undefined);
const running = () => underWay(useDeploy.getState()).filter((one) => one.session && one.answered === undefined);

/** The host that is looked at, when it can be reached. */
function shown() {
  const host = shownHost(currentDocument(), useDeployView.getState().host);
  return host && hasAddress(host) ? host : undefined;
}

function show(view: DeployView): void {
  showDock('deploy');
  const host = shown();
  if (host) lookAt(host.id, view);
}

const onShown = { scope: 'window', group: 'Deploy', enabled: () => shown() !== undefined } as const;

export const deployActions: readonly Action[] = [
  {
    id: 'deploy.start',
    group: 'Deploy',
    label: () => `Deploy to ${inWords(targets())}`,
    shortcuts: ['Alt+Shift+D'],
    scope: 'window',
    icon: Rocket,
    enabled: () => free().length > 0,
    run: () => push('deploy'),
  },
  {
    id: 'deploy.dry-run',
    group: 'Deploy',
    label: () => `Dry run on ${inWords(targets())}`,
    shortcuts: ['Alt+Shift+T'],
    scope: 'window',
    icon: FlaskConical,
    enabled: () => free().length > 0,
    run: () => push('dry-run'),
  },
  {
    id: 'deploy.probe-guests',
    group: 'Deploy',
    label: () =>
      useDeployView.getState().probeGuests
        ? 'Do not ping the guests at a deployment'
        : 'Ping the guests before and after a deployment',
    scope: 'window',
    icon: Radar,
    enabled: () => true,
    run: toggleProbe,
  },
  {
    id: 'deploy.confirm',
    group: 'Deploy',
    label: () => `Keep the new rules on ${inWords(waiting())}`,
    shortcuts: ['Alt+Shift+K'],
    scope: 'window',
    icon: ShieldCheck,
    enabled: () => waiting().length > 0,
    run: () => void confirmDeployments(),
  },
  {
    id: 'deploy.roll-back',
    group: 'Deploy',
    label: () => `Stop and roll back ${inWords(running())}`,
    shortcuts: ['Alt+Shift+R'],
    scope: 'window',
    icon: Undo,
    enabled: () => running().length > 0,
    run: () => void rollBackDeployments(),
  },
  {
    id: 'deploy.refresh',
    group: 'Deploy',
    label: 'Ask all hosts what they run',
    shortcuts: ['Alt+Shift+S'],
    scope: 'window',
    icon: RefreshCw,
    enabled: () => currentDocument().hosts.some(hasAddress) && !isAsking(),
    run: () => {
      showDock('deploy');
      void refreshAllStatus();
    },
  },
  {
    id: 'deploy.stop-asking',
    group: 'Deploy',
    label: 'Stop asking the hosts',
    scope: 'window',
    icon: OctagonX,
    enabled: isAsking,
    run: () => void stopAsking(),
  },
  {
    ...onShown,
    id: 'deploy.check',
    label: () => `Check ${inWords([shown() ?? { name: 'the host' }])}`,
    shortcuts: ['Alt+Shift+C'],
    icon: Stethoscope,
    run: () => {
      show('preflight');
      const host = shown();
      if (host) void checkHost(host.id);
    },
  },
  {
    ...onShown,
    id: 'deploy.difference',
    label: () => `Show what differs on ${inWords([shown() ?? { name: 'the host' }])}`,
    shortcuts: ['Alt+Shift+F'],
    icon: FileDiff,
    run: () => {
      show('difference');
      const host = shown();
      if (host) void compareHost(host.id, useDeployView.getState().against);
    },
  },
  {
    ...onShown,
    id: 'deploy.history',
    label: () => `Show the releases kept on ${inWords([shown() ?? { name: 'the host' }])}`,
    shortcuts: ['Alt+Shift+H'],
    icon: History,
    run: () => show('releases'),
  },
  {
    ...onShown,
    id: 'deploy.stop',
    label: () => `Stop the firewall of ${inWords([shown() ?? { name: 'the host' }])}…`,
    icon: OctagonX,
    enabled: () => {
      const host = shown();
      return host !== undefined && !isUnderWay(useDeploy.getState().deployments[host.id]);
    },
    run: () => {
      show('releases');
      useDeployView.setState({ stopping: true });
    },
  },
  {
    ...onShown,
    id: 'deploy.drill',
    label: () => `Rehearse a lockout of ${inWords([shown() ?? { name: 'the host' }])}`,
    icon: LifeBuoy,
    run: () => show('drill'),
  },
];
