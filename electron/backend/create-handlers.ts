import { homedir } from 'node:os';
import { CallError } from '../../shared/contract/errors.ts';
import type { MakeHandlers } from '../../shared/contract/serve.ts';
import type { DeployService } from './deploy/deploy-service.ts';
import type { PreflightService } from './deploy/preflight/preflight-service.ts';
import { deployHandlers } from './deploy-handlers.ts';
import { type FileServices, fileHandlers } from './files/file-handlers.ts';
import { hostHandlers } from './host-handlers.ts';
import type { HostService } from './hosts/host-service.ts';
import type { PreferenceStore } from './preferences/preference-store.ts';
import { QuestionDesk } from './questions/question-desk.ts';
import { recoveryHandlers } from './recovery/recovery-handlers.ts';
import type { RecoveryStore } from './recovery/recovery-store.ts';
import { rememberAnswers } from './ssh/remember-answers.ts';

/** Opens another window of the program; `start` says with which document. */
export type OpenWindow = (start: string) => void;

/** The services behind every window, wired once by a composition root. */
export interface Services extends FileServices {
  readonly version: string;
  /** Absolute path, or `example:NAME`. */
  readonly initialFile?: string;
  /** Only where windows are the backend's. */
  readonly openWindow?: OpenWindow;
  readonly recovery: RecoveryStore;
  readonly preferences: PreferenceStore;
  readonly deploy: DeployService;
  readonly preflight: PreflightService;
  readonly hosts: HostService;
}

/** The contract's handlers for each window that connects. */
export function createHandlers(services: Services): MakeHandlers {
  const { version, initialFile } = services;
  return (emit, onClose) => {
    const questions = new QuestionDesk(emit, onClose);
    // One memory a window: the passphrase of a key is asked for once, however many hosts want it.
    const closing = new AbortController();
    onClose(() => closing.abort());
    const ask = rememberAnswers((question, signal) => questions.ask(question, signal), undefined, closing.signal);
    return {
      'app.info': async () => ({
        version,
        platform: process.platform,
        capabilities: {
          nativeFileDialogs: services.dialogs !== undefined,
          nativeWindows: services.openWindow !== undefined,
        },
        ...(initialFile === undefined ? {} : { initialFile }),
        home: homedir(),
      }),
      'window.open': async ({ start }) => {
        if (!services.openWindow) throw new CallError('unsupported', 'This window opens others by itself.');
        services.openWindow(start);
        return {};
      },
      'preferences.read': async () => ({ kept: await services.preferences.read() }),
      'preferences.keep': async ({ key, value }) => {
        await services.preferences.keep(key, value);
        return {};
      },
      ...fileHandlers(services, emit, onClose),
      ...recoveryHandlers(services.recovery, onClose),
      ...deployHandlers(services.deploy, ask, emit, onClose),
      ...hostHandlers(services, ask, onClose),
      ...questions.handlers(),
    };
  };
}
