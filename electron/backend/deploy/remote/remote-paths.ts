/** Where a deployment's files stand on a host. */
export interface RemotePaths {
  /** Gone with a reboot: the lock, and what a running deployment needs to undo itself. */
  readonly state: string;
  /** Kept: releases, the link to the one that is started at boot, the journal. */
  readonly library: string;
  /** systemd's units of this machine, and what is read at boot beside them. */
  readonly units: string;
  readonly modules: string;
  readonly sysctls: string;
  /** libvirt's hooks, where there is a libvirt. */
  readonly hooks: string;
}

/** The name of the document that made a release, in the release's folder. It is no part of the release's hash. */
export const DOCUMENT_FILE = 'document.bridgewarden.json';

export const DEFAULT_REMOTE_PATHS: RemotePaths = {
  state: '/run/bridgewarden',
  library: '/var/lib/bridgewarden',
  units: '/etc/systemd/system',
  modules: '/etc/modules-load.d',
  sysctls: '/etc/sysctl.d',
  hooks: '/etc/libvirt/hooks',
};

/** The paths of one deployment, as the remote scripts use them. */
export interface DeploymentPaths extends RemotePaths {
  readonly session: string;
  readonly lock: string;
  /** Of this deployment alone: saved rules, rollback script, timer, result. */
  readonly work: string;
  readonly releases: string;
  readonly release: string;
  readonly journal: string;
  /** The transient systemd unit of the rollback timer, without suffix. */
  readonly timer: string;
}

/** `release`: the hash of a release, or `current` for the one that was deployed last. */
export function deploymentPaths(paths: RemotePaths, session: string, release: string): DeploymentPaths {
  return {
    ...paths,
    session,
    lock: `${paths.state}/deploy.lock`,
    work: `${paths.state}/deploy-${session}`,
    releases: `${paths.library}/releases`,
    release: release === 'current' ? `${paths.library}/current` : `${paths.library}/releases/${release}`,
    journal: `${paths.library}/journal.jsonl`,
    timer: `bridgewarden-rollback-${session}`,
  };
}
