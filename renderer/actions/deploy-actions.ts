import { FlaskConical, Rocket, ShieldCheck, Undo } from 'lucide-react';
import { confirmDeployment, deploy, rollBackDeployment } from '../deploy/run-deployment.ts';
import { isDeploying, useDeploy } from '../state/deploy-store.ts';
import { currentDocument } from '../state/document-store.ts';
import { showDock } from '../state/ui-store.ts';
import type { Action } from './action.ts';

/** The host chosen in the Deploy tab, else the first. */
export function deployHost(): string | undefined {
  const { host } = useDeploy.getState();
  const { hosts } = currentDocument();
  return hosts.some((one) => one.id === host) ? host : hosts[0]?.id;
}

const ready = () => deployHost() !== undefined && !isDeploying();

function start(dryRun: boolean): void {
  const host = deployHost();
  showDock('deploy');
  if (host !== undefined) void deploy(host, dryRun);
}

export const deployActions: readonly Action[] = [
  {
    id: 'deploy.start',
    group: 'Deploy',
    label: 'Deploy',
    scope: 'window',
    icon: Rocket,
    enabled: ready,
    run: () => start(false),
  },
  {
    id: 'deploy.dry-run',
    group: 'Deploy',
    label: 'Dry run',
    scope: 'window',
    icon: FlaskConical,
    enabled: ready,
    run: () => start(true),
  },
  {
    id: 'deploy.confirm',
    group: 'Deploy',
    label: 'Confirm the deployed rules',
    scope: 'window',
    icon: ShieldCheck,
    enabled: () => useDeploy.getState().phase === 'confirming',
    run: () => void confirmDeployment(),
  },
  {
    id: 'deploy.roll-back',
    group: 'Deploy',
    label: 'Roll back the deployed rules',
    scope: 'window',
    icon: Undo,
    enabled: isDeploying,
    run: () => void rollBackDeployment(),
  },
];
