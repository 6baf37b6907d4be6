import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { runCommand } from '../world/run-command.ts';
import { asAdministrator } from './as-administrator.ts';
import { twoBridges } from './documents.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, tryDeployment } from './try-deployment.ts';

const CLI = fileURLToPath(new URL('../../out/cli/bridgewarden.mjs', import.meta.url));

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build({ mute: false });
});
afterAll(() => bed?.destroy());
beforeEach(() => bed.host.reset());

/** The host may ping these guests and nobody else. */
function mayPing(...guests: string[]): Document {
  const document = twoBridges();
  return {
    ...document,
    policies: document.policies.map((policy) => ({
      ...policy,
      rules: [
        ...policy.rules,
        { id: 'r2', action: 'accept' as const, source: ['mytux'], destination: guests, service: ['any-icmp'] },
      ],
    })),
  };
}

describe('a deployment that asks the guests too', () => {
  it('says that all who answered before answer still', async () => {
    const document = mayPing('kali2', 'kali3', 'kali4', 'kali5');
    const tried = await tryDeployment(bed.host, { document, probeGuests: true, on: confirmAtOnce });
    expect(tried.outcome).toBe('confirmed');
    expect(saidOfGuests(tried.events)).toEqual([
      '4 of 4 guests answer a ping of mytux.',
      'All guests that answered mytux before answer still.',
    ]);
    expect(tried.events.some(({ kind }) => kind === 'silent-guests')).toBe(false);
  });

  it('names those that fell silent before it asks for the confirmation', async () => {
    const tried = await tryDeployment(bed.host, {
      document: mayPing('kali2', 'kali4'),
      probeGuests: true,
      on: confirmAtOnce,
    });
    const kinds = tried.events.map(({ kind }) => kind);
    expect(tried.events).toContainEqual(expect.objectContaining({ kind: 'silent-guests', guests: ['kali3', 'kali5'] }));
    expect(kinds.indexOf('silent-guests')).toBeLessThan(kinds.indexOf('awaiting-confirmation'));
    expect(saidOfGuests(tried.events)[1]).toMatch(
      /^kali3, kali5 answered a ping of mytux before and do not any more\./,
    );
    // She was asked, and said that it is meant.
    expect(tried.outcome).toBe('confirmed');
  });

  it('asks nobody again who did not answer before', async () => {
    await bed.deploy(mayPing('kali2'));
    const tried = await tryDeployment(bed.host, {
      document: twoBridges(),
      probeGuests: true,
      on: confirmAtOnce,
    });
    expect(saidOfGuests(tried.events)[0]).toBe('1 of 4 guests answer a ping of mytux.');
    expect(tried.events).toContainEqual(expect.objectContaining({ kind: 'silent-guests', guests: ['kali2'] }));
  });

  it('goes back from the command line when nobody is there to judge', async () => {
    const before = await bed.host.rules();
    const file = join(bed.host.folder, 'drawing.bridgewarden.json');
    writeFileSync(file, JSON.stringify(mayPing('kali2', 'kali3', 'kali4')));
    const argv = [process.execPath, CLI, 'deploy', file, '--host', 'mytux', '--yes', '--probe-guests'];
    const { code, stderr } = await runCommand(asAdministrator(bed.host, argv));
    expect(code).toBe(1);
    expect(stderr).toContain('kali5 answered a ping of mytux before and does not any more');
    expect(stderr).toContain('The rules that ran before run on mytux again');
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
  });
});

/** What the step said at its two ends, before the load and after it. */
function saidOfGuests(events: Awaited<ReturnType<typeof tryDeployment>>['events']): string[] {
  return events.flatMap((event) =>
    event.kind === 'step' && event.step === 'probe' && event.state === 'done' ? [event.message] : [],
  );
}
