import { describe, expect, it } from 'vitest';
import { type Document, emptyDocument, type Hardening, type Protect, type Rule } from '../../document/document.ts';
import { compile } from '../compile.ts';

interface Drawn {
  readonly hardening?: Hardening;
  readonly stp?: boolean;
  readonly protect?: Protect;
  readonly mac?: string | undefined;
  readonly rules?: readonly Rule[];
}

/** Guests `one` and `two` at br0 beside an uplink, `three` at br1. */
function drawn({ hardening = {}, stp = false, protect = {}, rules = [], ...rest }: Drawn = {}): Document {
  const mac = 'mac' in rest ? rest.mac : '52:54:00:00:00:01';
  const guest = (name: string, n: number, own: string | undefined) => ({
    id: name,
    name,
    nics: [{ port: `tap${n}`, ...(own === undefined ? {} : { mac: own }), addresses: [`10.0.0.${n}`] }],
  });
  return {
    ...emptyDocument('hardening'),
    hosts: [
      {
        id: 'h',
        name: 'h',
        role: 'hypervisor',
        bridges: [
          { id: 'br0', name: 'br0', stp, hardening },
          { id: 'br1', name: 'br1', hardening },
        ],
        ports: [
          { id: 'tap1', name: 'tap1', kind: 'tap', bridge: 'br0', protect },
          { id: 'tap2', name: 'tap2', kind: 'tap', bridge: 'br0' },
          { id: 'tap3', name: 'tap3', kind: 'tap', bridge: 'br1' },
          { id: 'eth1', name: 'eth1', kind: 'nic', bridge: 'br0' },
        ],
        interfaces: [],
      },
    ],
    guests: [guest('one', 1, mac), guest('two', 2, '52:54:00:00:00:02'), guest('three', 3, '52:54:00:00:00:03')],
    groups: [{ id: 'all', name: 'all', members: ['one', 'two', 'three'] }],
    policies: [{ id: 'main', name: 'main', kind: 'main', attach: { host: 'h' }, rules }],
  };
}

/** The settings of ports and forwarding entries that `firewall.sh` sets. */
function wanted(document: Document): string[] {
  const text = compile(document).hosts[0]?.script.text ?? '';
  return text.split('\n').filter((line) => /^(port|fdb) \S+ \S+$/.test(line));
}

function codes(document: Document): string[] {
  return compile(document)
    .findings.map(({ code }) => code)
    .filter((code) => /isolated|hardening|root/.test(code));
}

describe('the flags of ports', () => {
  it('are left alone where nothing asks for them', () => {
    expect(wanted(drawn())).toEqual([]);
  });

  it('come with the bridge, at its guest ports alone', () => {
    expect(wanted(drawn({ hardening: { isolated: true } }))).toEqual([
      'port br0/tap1/isolated on',
      'port br0/tap2/isolated on',
      'port br1/tap3/isolated on',
    ]);
  });

  it('leave out a guest that serves the others, when its port says so; and one port alone may be isolated', () => {
    expect(wanted(drawn({ hardening: { isolated: true }, protect: { isolated: false } }))).not.toContain(
      'port br0/tap1/isolated on',
    );
    expect(wanted(drawn({ protect: { isolated: true } }))).toEqual(['port br0/tap1/isolated on']);
  });

  it.each([{ learningOff: true }, { floodOff: true }, { staticFdb: true }])('%j makes the entries', (hardening) => {
    expect(wanted(drawn({ hardening }))).toContain('fdb br0/52:54:00:00:00:01 tap1,sticky');
  });

  it.each([{ mac: undefined }, { protect: { mac: false } }])('leave out a guest that is held to no MAC: %j', (of) => {
    const document = drawn({ hardening: { learningOff: true, floodOff: true }, ...of });
    expect(wanted(document).filter((line) => line.includes('tap1'))).toEqual([]);
    expect(codes(document)).toEqual(['hardening-leaves-port']);
  });

  it('keep guests from becoming the root wherever STP is on, unless the drawing says otherwise', () => {
    expect(wanted(drawn({ stp: true }))).toEqual(['port br0/tap1/root_block on', 'port br0/tap2/root_block on']);
    expect(wanted(drawn({ stp: true, hardening: { rootBlock: false } }))).toEqual([]);
    expect(codes(drawn({ stp: true }))).toEqual([]);
    expect(codes(drawn({ stp: true, hardening: { rootBlock: false } }))).toEqual(['stp-guest-root']);
  });

  it('are part of what tells one release from another', () => {
    const id = (document: Document) => /RULES_ID=(\S+)/.exec(compile(document).hosts[0]?.script.text ?? '')?.[1];
    expect(id(drawn({ hardening: { isolated: true } }))).not.toBe(id(drawn()));
  });
});

describe('isolation against rules', () => {
  const isolated = (rule: Partial<Rule>, protect: Protect = {}) =>
    codes(drawn({ hardening: { isolated: true }, protect, rules: [{ id: 'r', action: 'accept', ...rule }] }));

  it('is told where a rule lets two guests of one bridge talk', () => {
    expect(isolated({ source: ['one'], destination: ['two'] })).toEqual(['isolated-accept']);
    expect(isolated({ source: ['all'], destination: ['all'] })).toEqual(['isolated-accept']);
  });

  it('is no matter for guests of two bridges, for anybody, for a denial, or where one of the two is left out', () => {
    expect(isolated({ source: ['one'], destination: ['three'] })).toEqual([]);
    expect(isolated({ source: ['one'] })).toEqual([]);
    expect(isolated({ source: ['one'], destination: ['two'], action: 'deny' })).toEqual([]);
    expect(isolated({ source: ['one'], destination: ['two'] }, { isolated: false })).toEqual([]);
  });

  it('is told of a server that its own clients would not hear', () => {
    expect(codes(drawn({ hardening: { isolated: true }, protect: { dhcpServer: true } }))).toEqual(['isolated-server']);
    expect(codes(drawn({ protect: { dhcpServer: true, isolated: true } }))).toEqual([]);
  });
});
