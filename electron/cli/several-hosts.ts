import { InvalidArgumentError } from 'commander';
import { CallError } from '../../shared/contract/errors.ts';
import type { Document, Host } from '../../shared/document/document.ts';
import { usableDocument } from './compile-document.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { findHost } from './find-host.ts';
import { readDocument } from './read-document.ts';

/** The value of `--host H[,H]`. */
export function splitHosts(value: string): string[] {
  const hosts = value.split(',').map((host) => host.trim());
  if (hosts.some((host) => host === '')) throw new InvalidArgumentError('Hosts are separated by single commas.');
  return [...new Set(hosts)];
}

/** A document that a command is about, and the hosts of it that were named. */
export interface NamedHosts {
  readonly text: string;
  readonly document: Document;
  readonly hosts: readonly Host[];
}

/** Reads the document and finds the hosts; all of them where none is named. */
export async function readHosts(file: string, wanted: readonly string[] | undefined): Promise<NamedHosts> {
  const read = await readDocument(file);
  const document = usableDocument(file, read);
  const hosts = wanted?.map((each) => findHost(document, file, each)) ?? document.hosts;
  // One host can be named twice, by its name and by its id.
  return { text: read.text, document, hosts: [...new Set(hosts)] };
}

/** What the backend refused, as a command ends with it: a host that fails is a 1, wrong use and unreadable input a 2. */
export function asCommandError(error: unknown, file: string, host: Host): unknown {
  if (!(error instanceof CallError)) return error;
  const status: ExitStatus = error.code === 'not-a-document' || error.code === 'bad-request' ? 2 : 1;
  return new CommandError(status, `${file}, host ${host.name}: ${error.message}`);
}
