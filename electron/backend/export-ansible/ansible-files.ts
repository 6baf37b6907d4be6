import type { CompiledHost, ReleaseFile } from '../../../shared/compiler/result.ts';
import type { Host } from '../../../shared/document/document.ts';
import type { SshTarget } from '../ssh/ssh-target.ts';
import { ansibleScripts } from './ansible-scripts.ts';
import { CONFIGURATION, DEFAULTS, META, PLAYBOOK, README, TASKS, TASKS_PUSH } from './role-texts.ts';

/** A host with what is to be pushed to it. */
export interface ExportedHost {
  readonly host: Host;
  readonly target: SshTarget;
  readonly release: CompiledHost;
  readonly rollbackSeconds: number;
}

export interface ExportedDocument {
  readonly text: string;
  readonly name: string;
  /** sha256 of the text. */
  readonly sha256: string;
}

const ROLE = 'roles/bridgewarden';

/** A playbook with its inventory and role: the same steps that our own deployments take, for Ansible to run. */
export function ansibleFiles(document: ExportedDocument, hosts: readonly ExportedHost[]): ReleaseFile[] {
  const named = nameHosts(hosts);
  return [
    plain('README.md', README),
    plain('ansible.cfg', CONFIGURATION),
    plain('bridgewarden.yml', PLAYBOOK),
    plain('inventory.yml', inventory(named)),
    plain(`${ROLE}/meta/main.yml`, META),
    plain(`${ROLE}/defaults/main.yml`, DEFAULTS),
    plain(`${ROLE}/tasks/main.yml`, TASKS),
    plain(`${ROLE}/tasks/push.yml`, TASKS_PUSH),
    ...[...named].flatMap(([name, { release, rollbackSeconds }]) =>
      ansibleScripts({
        ...{ release, rollbackSeconds, text: document.text },
        ...{ documentName: document.name, document: document.sha256 },
      }).map((script) => ({ ...script, name: `${ROLE}/files/${name}/${script.name}` })),
    ),
  ];
}

/**
 * Names for an inventory. A document may come from somebody else, and Ansible reads braces in a name as a program: a name
 * that is not of plain characters, or is there twice, becomes a number.
 */
function nameHosts(hosts: readonly ExportedHost[]): Map<string, ExportedHost> {
  const named = new Map<string, ExportedHost>();
  for (const [index, each] of hosts.entries()) {
    const { name } = each.host;
    const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name) && !named.has(name) && name !== 'all';
    named.set(plainName ? name : `host-${index + 1}`, each);
  }
  return named;
}

/** YAML, of which JSON strings are a part. Addresses and users were held against plain characters in `sshTarget`. */
function inventory(hosts: ReadonlyMap<string, ExportedHost>): string {
  const entries = [...hosts].map(([name, { target, rollbackSeconds }]) => {
    const lines = [
      `ansible_host: ${JSON.stringify(target.address)}`,
      ...(target.port === undefined ? [] : [`ansible_port: ${target.port}`]),
      ...(target.user === undefined ? [] : [`ansible_user: ${JSON.stringify(target.user)}`]),
      ...(target.become === 'sudo' ? ['ansible_become: true'] : []),
      `bridgewarden_rollback_seconds: ${rollbackSeconds}`,
    ];
    return `    ${JSON.stringify(name)}:\n${lines.map((line) => `      ${line}\n`).join('')}`;
  });
  return `---\nbridgewarden:\n  hosts:\n${entries.join('')}`;
}

function plain(name: string, text: string): ReleaseFile {
  return { name, mode: 0o644, text };
}
