import { type Document, emptyDocument, type Id } from '../document.ts';
import { addGuests } from './add-guests.ts';
import { addBridge, addExternal, addGroup, addHost, addObject } from './add-records.ts';
import { linkBridges, linkExternal, linkHost } from './link-records.ts';
import { addPolicy, addRule } from './policy-edits.ts';
import { renameRecord, updateRecord } from './update-record.ts';

const TIERS = [
  { bridge: 'br-web', group: 'web servers', pattern: 'web{01..12}', ports: 'vw{01..12}', from: '10.50.1.11' },
  { bridge: 'br-app', group: 'application servers', pattern: 'app{01..14}', ports: 'va{01..14}', from: '10.50.2.11' },
  { bridge: 'br-db', group: 'databases', pattern: 'db{01..10}', ports: 'vd{01..10}', from: '10.50.3.11' },
  { bridge: 'br-desk', group: 'desktops', pattern: 'desk{01..14}', ports: 'vs{01..14}', from: '10.50.4.11' },
];

/** The example with fifty guests, made by the edits that the window has: a core bridge, and one bridge for each tier. */
export function fiftyGuests(): Document {
  const host = addHost(emptyDocument('Fifty guests in four tiers'), 'hypervisor');
  const core = addBridge(renameRecord(host.document, host.id, 'vmhost'), host.id, undefined, 'br-core');
  let document = linkHost(core.document, host.id, core.id);
  document = updateRecord(document, 'interface', 'vmh2', { addresses: ['10.50.0.1/16'] });
  const gateway = addExternal(document);
  document = linkExternal(gateway.document, gateway.id, core.id);
  document = updateRecord(document, 'external', gateway.id, { name: 'gateway', addresses: ['10.50.0.254'] });
  document = updateRecord(document, 'host', host.id, { settings: { adminAccess: ['10.50.0.254/32'] } });
  const groups = new Map<string, Id>();
  for (const tier of TIERS) {
    const bridge = addBridge(document, host.id, undefined, tier.bridge);
    const wired = linkBridges(bridge.document, core.id, bridge.id);
    const filled = addGuests(wired, bridge.id, {
      pattern: tier.pattern,
      ports: tier.ports,
      addresses: [tier.from],
      mac: `52:54:00:0${tier.from.split('.')[2]}:00:01`,
    });
    if (filled.problem !== undefined) throw new Error(filled.problem);
    const group = addGroup(filled.document, filled.ids);
    document = renameRecord(group.document, group.id, tier.group);
    groups.set(tier.group, group.id);
  }
  return withRules(document, host.id, gateway.id, groups);
}

function withRules(start: Document, host: Id, gateway: Id, groups: ReadonlyMap<string, Id>): Document {
  const [web = '', app = '', db = '', desk = ''] = TIERS.map(({ group }) => groups.get(group));
  let document = start;
  const service = (name: string, protocol: 'tcp' | 'udp', ports: string): Id => {
    const added = addObject(document, 'services', { name, protocol, ports });
    document = added.document;
    return added.id;
  };
  const https = service('HTTPS', 'tcp', '443');
  const api = service('API', 'tcp', '8080');
  const postgres = service('PostgreSQL', 'tcp', '5432');
  const ssh = service('SSH', 'tcp', '22');
  const dns = service('DNS', 'udp', '53');
  const policy = addPolicy(document, 'main', host);
  document = policy.document;
  const rule = (fields: Parameters<typeof addRule>[3]): void => {
    document = addRule(document, policy.id, undefined, fields).document;
  };
  rule({ action: 'deny', source: [desk], destination: [db], log: true, comment: 'nobody works on the data directly' });
  rule({ action: 'accept', source: [desk], destination: [web], service: [https] });
  rule({ action: 'accept', source: [gateway], destination: [web], service: [https] });
  rule({ action: 'accept', source: [web], destination: [app], service: [api] });
  rule({ action: 'accept', source: [app], destination: [db], service: [postgres] });
  rule({ action: 'accept', source: [gateway], destination: [web, app, db, desk, host], service: [ssh], log: true });
  rule({ action: 'accept', source: [web, app, db, desk], destination: [gateway], service: [dns] });
  return document;
}
