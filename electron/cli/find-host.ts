import type { Document, Host } from '../../shared/document/document.ts';
import { hostsCalled } from '../../shared/document/hosts-called.ts';
import { CommandError } from './exit-status.ts';

/** The host that `--host` names, by its id or by a name that only one host has. */
export function findHost(document: Document, file: string, wanted: string): Host {
  const named = hostsCalled(document, wanted);
  const [only] = named;
  if (only && named.length === 1) return only;
  if (named.length > 1) {
    const ids = named.map((host) => host.id).join(', ');
    throw new CommandError(
      2,
      `${file} has ${named.length} hosts named "${wanted}": give --host one of their ids (${ids}).`,
    );
  }
  throw new CommandError(2, `${file} has no host "${wanted}". ${hostsSentence(document)}`);
}

/** Which hosts there are, for whoever has to choose one. */
export function hostsSentence({ hosts }: Document): string {
  if (hosts.length === 0) return 'It has no hosts at all: draw one first.';
  return `Its hosts: ${hosts.map(({ id, name }) => (id === name ? name : `${name} (${id})`)).join(', ')}.`;
}
