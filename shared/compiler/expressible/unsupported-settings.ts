import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';

/** Settings of the format that this compiler cannot carry out yet: said, never passed over. */
export function unsupportedSettings(host: Host): Finding[] {
  const findings: Finding[] = [];
  if (host.settings?.conntrackZones === true) {
    findings.push({
      code: 'conntrack-zones-unsupported',
      severity: 'error',
      message: `${host.name} asks for one conntrack zone per bridge (conntrackZones), which this version cannot compile: switch it off.`,
      objects: [host.id],
      field: 'settings.conntrackZones',
    });
  }
  return findings;
}
