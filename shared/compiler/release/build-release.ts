import type { Document, Host, ScriptStyle } from '../../document/document.ts';
import { printDocument } from '../../document/print.ts';
import type { Family } from '../../net/address.ts';
import type { EmittedRules } from '../emit/emit-family.ts';
import { emitZones } from '../emit/emit-zones.ts';
import type { Layer2 } from '../layer2/compile-layer2.ts';
import type { Setting } from '../layer2/settings.ts';
import type { CompiledHost, NumberedRule, ReleaseFile } from '../result.ts';
import { modulesConf, sysctlConf } from './boot-files.ts';
import { firewallScript } from './firewall-script.ts';
import { libvirtHook, watchUnit } from './reapply-files.ts';
import { releaseHash } from './release-hash.ts';
import type { Sha256Hex } from './sha256.ts';
import { systemdUnit } from './systemd-unit.ts';
import { topologyScript } from './topology-script.ts';

/** The version of what this compiler writes; raised with every published version. */
const COMPILER_VERSION = '0.1.0';

const EXECUTABLE = 0o755;
const READABLE = 0o644;

/** Writes the files of one host's release. The same document gives the same bytes on every machine. */
export function buildRelease(
  document: Document,
  host: Host,
  style: ScriptStyle,
  emitted: Readonly<Record<Family, EmittedRules>>,
  layer2: Layer2,
  settings: readonly Setting[],
  ipRules: readonly NumberedRule[],
  sha256Hex: Sha256Hex,
): CompiledHost {
  const rules = [...ipRules, ...layer2.rules];
  const listings = {
    'rules.v4': emitted[4].restore,
    'rules.v6': emitted[6].restore,
    [layer2.file]: layer2.listing,
  };
  const zones = emitZones(host);
  const ruleFiles: ReleaseFile[] = Object.entries({ ...listings, ...(zones ? { 'rules.zones': zones } : {}) }).map(
    ([name, { text }]) => ({ name, mode: READABLE, text }),
  );
  // Each text is hashed once: at a thousand guests hashing is a tenth of compiling.
  const ruleDigests = ruleFiles.map(({ name, text }) => [name, sha256Hex(text)] as const);
  const wanted = settings.map(({ kind, name, value }) => `${kind} ${name} ${value}\n`).join('');
  const script = firewallScript({
    host,
    style,
    rulesId: sha256Hex(`${ruleDigests.map(([name, digest]) => `${name} ${digest}\n`).join('')}${wanted}`),
    v4: emitted[4].script,
    v6: emitted[6].script,
    ...(zones ? { zones } : {}),
    layer2,
    settings,
  });
  const otherFiles: ReleaseFile[] = [
    { name: 'bridgewarden.modules.conf', mode: READABLE, text: modulesConf(host) },
    { name: 'bridgewarden.sysctl.conf', mode: READABLE, text: sysctlConf(host, settings) },
    { name: 'topology.sh', mode: EXECUTABLE, text: topologyScript(host) },
    { name: 'bridgewarden.service', mode: READABLE, text: systemdUnit() },
    ...(host.bridges.length === 0
      ? []
      : [
          { name: 'bridgewarden-watch.service', mode: READABLE, text: watchUnit() },
          { name: 'bridgewarden.libvirt-hook', mode: EXECUTABLE, text: libvirtHook() },
        ]),
  ];
  const scriptFile: ReleaseFile = { name: 'firewall.sh', mode: EXECUTABLE, text: script.text };
  const files = [scriptFile, ...ruleFiles, ...otherFiles];
  const digests = new Map([
    ...ruleDigests,
    ...[scriptFile, ...otherFiles].map(({ name, text }) => [name, sha256Hex(text)] as const),
  ]);
  const hash = releaseHash(
    files.map(({ name, mode }) => ({ name, mode: mode.toString(8), digest: digests.get(name) ?? '' })),
  );
  const manifest = manifestText(document, host, hash, rules, digests, sha256Hex);
  return {
    host: host.id,
    name: host.name,
    hash,
    rules,
    script,
    listings,
    files: [...files, { name: 'manifest.json', mode: READABLE, text: manifest }],
  };
}

function manifestText(
  document: Document,
  host: Host,
  hash: string,
  rules: readonly NumberedRule[],
  digests: ReadonlyMap<string, string>,
  sha256Hex: Sha256Hex,
): string {
  // Where things stand on the canvas changes no rule, so it must not change what the release says it was made from.
  const { view: _view, ...meaning } = document;
  const manifest = {
    format: 'bridgewarden-release',
    version: 1,
    compiler: COMPILER_VERSION,
    release: hash,
    document: { name: document.name, sha256: sha256Hex(printDocument(meaning)) },
    host: { id: host.id, name: host.name },
    files: Object.fromEntries(digests),
    rules: rules.map(({ number, section, action, label, origin }) => ({
      number,
      section,
      action,
      label,
      ...(origin.rule ? { policy: origin.rule.policy, rule: origin.rule.rule } : {}),
      objects: origin.objects,
      reason: origin.reason,
    })),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
