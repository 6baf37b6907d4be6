import { CallError } from '../../shared/contract/errors.ts';
import type { Services } from './create-handlers.ts';
import { BundledExamples } from './examples/bundled-examples.ts';
import type { Dialogs } from './files/dialogs.ts';
import { packageVersion } from './package-root.ts';
import { RecoveryStore } from './recovery/recovery-store.ts';

export interface WindowKind {
  readonly initialFile?: string;
  readonly dialogs?: Dialogs;
}

/** The one set of services, whatever the window. */
export function createServices(kind: WindowKind): Services {
  return {
    ...kind,
    version: packageVersion(),
    examples: new BundledExamples(),
    recovery: new RecoveryStore(),
    deploy: notYet,
  };
}

const notYet = {
  start: () => Promise.reject(new CallError('unsupported', 'Deploying is not built in yet.')),
  confirm: () => Promise.reject(new CallError('unsupported', 'Deploying is not built in yet.')),
  cancel: () => Promise.reject(new CallError('unsupported', 'Deploying is not built in yet.')),
  closeAll: () => Promise.resolve(),
};
