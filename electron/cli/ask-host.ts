import type { Host } from '../../shared/document/document.ts';
import type { Asking, HostRequest } from '../backend/deploy/host-session.ts';
import { programCompiler } from '../backend/deploy/program-compiler.ts';
import { createHostService, type HostService } from '../backend/hosts/host-service.ts';
import { CommandError } from './exit-status.ts';
import { asCommandError, readHosts } from './several-hosts.ts';
import { sshClient } from './ssh-client.ts';

/** Asks one host of a document something. Ctrl+C breaks off. */
export async function askHost<T>(
  file: string,
  wanted: string,
  ask: (hosts: HostService, request: HostRequest, asking: Asking, host: Host) => Promise<T>,
): Promise<T> {
  const { text, hosts } = await readHosts(file, [wanted]);
  const [host] = hosts;
  if (host === undefined) throw new CommandError(2, `${file} has no host "${wanted}".`);
  return withCancelling(async (signal) => {
    try {
      return await ask(hostService(), { text, host: host.id }, { signal }, host);
    } catch (error) {
      throw asCommandError(error, file, host);
    }
  });
}

/** The questions of this program, over the administrator's own ssh. */
export function hostService(): HostService {
  return createHostService({ compiler: programCompiler, client: sshClient() });
}

/** Gives a signal that Ctrl+C and a hang-up abort, for the time of some work. */
export async function withCancelling<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  process.on('SIGINT', cancel).on('SIGTERM', cancel).on('SIGHUP', cancel);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel).off('SIGHUP', cancel);
  }
}
