import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../document.ts';
import { recordIndex } from '../record-index.ts';
import { addBridge, addGuest, addHost } from './add-records.ts';
import { commonField, setFields } from './set-fields.ts';

const host = addHost(emptyDocument('test'), 'hypervisor');
const one = addBridge(host.document, host.id);
const two = addBridge(one.document, host.id);
const { document, id: guest } = addGuest(two.document);
const bridges = [one.id, two.id];
const records = (now: typeof document, ids: readonly string[]) => ids.map((id) => recordIndex(now).get(id)!.record);

describe('a field of several records', () => {
  it('is set in all of them, and taken away from all of them', () => {
    const on = setFields(document, bridges, 'stp', true);
    expect(records(on, bridges)).toMatchObject([{ stp: true }, { stp: true }]);
    expect(recordIndex(on).get(guest)).toEqual(recordIndex(document).get(guest));
    expect(setFields(on, bridges, 'stp', undefined)).toEqual(document);
  });

  it('is set deep inside, without leaving empty objects behind', () => {
    const style = setFields(document, [host.id], 'settings.script', 'commands');
    expect(style.hosts[0]?.settings).toEqual({ script: 'commands' });
    const both = setFields(style, [host.id], 'settings.backend', 'nftables');
    expect(both.hosts[0]?.settings).toEqual({ script: 'commands', backend: 'nftables' });
    const bare = setFields(
      setFields(both, [host.id], 'settings.script', undefined),
      [host.id],
      'settings.backend',
      undefined,
    );
    expect(bare.hosts[0]).not.toHaveProperty('settings');
  });

  it('leaves the identical document when nothing is new', () => {
    const on = setFields(document, bridges, 'stp', true);
    expect(setFields(on, bridges, 'stp', true)).toBe(on);
    expect(setFields(on, ['nobody'], 'stp', false)).toBe(on);
  });

  it('is common when all have it, by its standard where it is not written down', () => {
    const first = setFields(document, [one.id], 'ageing', 30);
    expect(commonField(records(first, bridges), 'ageing')).toEqual({ mixed: true });
    expect(commonField(records(first, [one.id]), 'ageing')).toEqual({ mixed: false, value: 30 });
    expect(commonField(records(document, bridges), 'stp', false)).toEqual({ mixed: false, value: false });
  });
});
