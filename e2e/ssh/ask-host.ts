import { programCompiler } from '../../electron/backend/deploy/program-compiler.ts';
import type { RemotePaths } from '../../electron/backend/deploy/remote/remote-paths.ts';
import { createHostService } from '../../electron/backend/hosts/host-service.ts';
import { createSshClient } from '../../electron/backend/ssh/ssh-client.ts';
import type { CallParams } from '../../shared/contract/contract.ts';
import type { Document } from '../../shared/document/document.ts';
import type { SshHost } from './ssh-host.ts';

/** What the program answers about a host of a document, asked over SSH. */
export function askHost(host: SshHost, document: Document, paths?: RemotePaths) {
  const client = createSshClient(host.sshConfig());
  const hosts = createHostService({ compiler: programCompiler, client, ...(paths && { paths }) });
  const params = { text: JSON.stringify(document), host: 'mytux' };
  const asking = { signal: new AbortController().signal };
  return {
    status: () => hosts.status(params, asking),
    diff: (against: CallParams<'hosts.diff'>['against']) => hosts.diff({ ...params, against }, asking),
    stop: (how: { readonly disable?: boolean } = {}) => hosts.stop({ ...params, ...how }, asking),
    history: () => hosts.history(params, asking),
    document: (release: string) => hosts.document({ ...params, release }, asking),
  };
}
