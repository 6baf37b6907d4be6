import type { OpenWindow, Services } from './create-handlers.ts';
import { createDeployService } from './deploy/deploy-service.ts';
import { createPreflightService } from './deploy/preflight/preflight-service.ts';
import { programCompiler } from './deploy/program-compiler.ts';
import { BundledExamples } from './examples/bundled-examples.ts';
import type { Dialogs } from './files/dialogs.ts';
import { RecentFiles } from './files/recent-files.ts';
import { createHostService } from './hosts/host-service.ts';
import { packageVersion } from './package-root.ts';
import { PreferenceStore } from './preferences/preference-store.ts';
import { RecoveryStore } from './recovery/recovery-store.ts';
import { createSshClient } from './ssh/ssh-client.ts';

export interface WindowKind {
  readonly initialFile?: string;
  readonly dialogs?: Dialogs;
  readonly openWindow?: OpenWindow;
}

/** The one set of services, whatever the window. */
export function createServices(kind: WindowKind): Services {
  const client = createSshClient();
  return {
    ...kind,
    version: packageVersion(),
    examples: new BundledExamples(),
    recent: new RecentFiles(),
    preferences: new PreferenceStore(),
    recovery: new RecoveryStore(),
    deploy: createDeployService({ compiler: programCompiler, client }),
    preflight: createPreflightService({ compiler: programCompiler, client }),
    hosts: createHostService({ compiler: programCompiler, client }),
  };
}
