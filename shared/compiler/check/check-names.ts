import { describeRecord } from '../../document/describe.ts';
import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { allRecords } from '../../document/record-index.ts';
import { INTERFACE_NAME_BYTES, isInterfaceName } from '../../net/names.ts';
import { about, error, warning } from './concern.ts';

const LONGEST_NAME = 300;

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Display names may be any text; the names of bridges, ports and interfaces are the kernel's. */
export function* checkNames(document: Document): Generator<Finding> {
  for (const { kind, record } of allRecords(document)) {
    const { id, name } = record;
    if (kind === 'bridge' || kind === 'port' || kind === 'interface') {
      const loopback = kind === 'interface' && record.kind === 'loopback';
      if (!isInterfaceName(name, loopback ? 'loopback' : undefined))
        yield error('bad-interface-name', about(id, 'name'), interfaceNameMessage(`${kind} "${id}"`, name));
    } else if (CONTROL_CHARACTER.test(name)) {
      yield error(
        'bad-name',
        about(id, 'name'),
        `The name of ${kind} "${id}" contains a line break or control character. Write it without.`,
      );
    } else if (name.length > LONGEST_NAME) {
      yield error(
        'bad-name',
        about(id, 'name'),
        `The name of ${kind} "${id}" is ${name.length} characters long. Use at most ${LONGEST_NAME}.`,
      );
    }
  }
  yield* checkHostNames(document);
}

function interfaceNameMessage(owner: string, name: string): string {
  const bytes = [...name].length;
  if (bytes > INTERFACE_NAME_BYTES) {
    return `The name "${name}" of ${owner} is ${bytes} characters long, but the kernel takes at most ${INTERFACE_NAME_BYTES}. Shorten it.`;
  }
  if (name === 'lo') return `"lo" of ${owner} is the name of the loopback interface. Give it another.`;
  if (name === 'all' || name === 'default') {
    return `"${name}" of ${owner} stands for every interface in the kernel's settings, so what the rules need of one would be set for the whole machine. Give it another name.`;
  }
  return `"${name}" of ${owner} is no name for a network interface. Use letters, digits, "_", "." and "-", and begin with no "-".`;
}

/** The command line names hosts by id or name. */
function* checkHostNames(document: Document): Generator<Finding> {
  const seen = new Map<string, string>();
  for (const host of document.hosts) {
    const first = seen.get(host.name);
    if (first === undefined) seen.set(host.name, host.id);
    else {
      const message = `The ${describeRecord('host', host)} has the same name as host "${first}". Rename one, so that it is clear which is deployed to.`;
      yield warning('duplicate-host-name', about(host.id, 'name', first), message);
    }
  }
}
