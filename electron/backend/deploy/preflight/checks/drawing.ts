import type { Host } from '../../../../../shared/document/document.ts';
import { fine, type Judgement, type PreflightCheck, warning } from '../preflight-check.ts';

/** Whether the drawn interfaces are there, and stand where they are drawn. */
export const drawing: PreflightCheck = {
  id: 'drawing',
  title: 'Drawn interfaces',
  script: () => `
if has ip; then
  fact drawing.ip yes
  ip -o link | awk '{
    name = $2; sub(/:$/, "", name); sub(/@.*/, "", name); master = ""
    for (i = 3; i < NF; i++) if ($i == "master") master = $(i + 1)
    printf "drawing.interface\\t%s %s\\n", name, master
  }'
  ip -o addr show scope global | awk '{ name = $2; sub(/@.*/, "", name); printf "drawing.address\\t%s %s\\n", name, $4 }'
fi
`,
  judge(facts, { host }) {
    if (!facts.has('drawing.ip')) return [];
    const masters = new Map(facts.all('drawing.interface').map((line) => pair(line)));
    const remarks = [
      ...absent(host, masters),
      ...misplacedPorts(host, masters),
      ...undrawnPorts(host, masters),
      ...enslavedInterfaces(host, masters),
      ...otherAddresses(host, facts.all('drawing.address').map(pair), masters),
    ];
    return remarks.length > 0
      ? remarks
      : [fine(`Every drawn interface is on ${host.name}, and stands where it is drawn.`)];
  },
};

type Masters = ReadonlyMap<string, string>;

function pair(line: string): [string, string] {
  const [first = '', second = ''] = line.split(' ');
  return [first, second];
}

function absent(host: Host, masters: Masters): Judgement[] {
  const names = [...host.bridges, ...host.ports, ...host.interfaces].map((drawn) => drawn.name);
  const missing = [...new Set(names)].filter((name) => !masters.has(name));
  if (missing.length === 0) return [];
  return [
    warning(
      `${missing.join(', ')}: drawn, but not on ${host.name} now. The rules hold for them as soon as they appear.`,
      'Check the names if they should be there.',
    ),
  ];
}

function misplacedPorts(host: Host, masters: Masters): Judgement[] {
  const bridges = new Map(host.bridges.map((bridge) => [bridge.id, bridge.name]));
  return host.ports.flatMap((port) => {
    const master = masters.get(port.name);
    const drawn = bridges.get(port.bridge);
    if (master === undefined || master === drawn) return [];
    return [
      warning(
        `${port.name} is drawn as a port of ${drawn ?? 'a bridge'}, but on ${host.name} it ${master === '' ? 'belongs to no bridge' : `belongs to ${master}`}: its packets take another way than the rules expect.`,
        `Mend the drawing, or the host: ip link set ${port.name} master ${drawn ?? 'BRIDGE'}`,
      ),
    ];
  });
}

/** A port that nobody drew has no guard at layer 2. */
function undrawnPorts(host: Host, masters: Masters): Judgement[] {
  const ports = new Set(host.ports.map((port) => port.name));
  return host.bridges.flatMap((bridge) => {
    const extra = [...masters]
      .filter(([name, master]) => master === bridge.name && !ports.has(name))
      .map(([name]) => name);
    if (extra.length === 0) return [];
    return [
      warning(
        `${bridge.name} of ${host.name} has ports that are not drawn: ${extra.join(', ')}. The default drop holds for their IP packets, but nobody holds them to an address: what they say in ARP is believed.`,
        'Draw them, or take them out of the bridge.',
      ),
    ];
  });
}

function enslavedInterfaces(host: Host, masters: Masters): Judgement[] {
  return host.interfaces.flatMap(({ name }) => {
    const master = masters.get(name);
    if (master === undefined || master === '') return [];
    return [
      warning(
        `${name} is drawn as an interface of ${host.name} itself, but belongs to ${master} there.`,
        'Draw it as a port of that bridge, or take it out of it.',
      ),
    ];
  });
}

function otherAddresses(host: Host, addresses: readonly (readonly [string, string])[], masters: Masters): Judgement[] {
  return host.interfaces.flatMap((drawn) => {
    if (!masters.has(drawn.name)) return [];
    const held = new Set(addresses.filter(([name]) => name === drawn.name).map(([, cidr]) => cidr.replace(/\/.*/, '')));
    const lacking = drawn.addresses.filter((cidr) => cidr.includes('.') && !held.has(cidr.replace(/\/.*/, '')));
    if (lacking.length === 0 || drawn.kind === 'loopback') return [];
    return [
      warning(
        `${drawn.name} is drawn with ${lacking.join(', ')}, but on ${host.name} it has ${held.size === 0 ? 'no address' : [...held].join(', ')}: packets for it are then judged by the wrong address.`,
        'Mend the drawing or the host.',
      ),
    ];
  });
}
