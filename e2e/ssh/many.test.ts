import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeployQueue } from '../../electron/backend/deploy/deploy-queue.ts';
import { createDeployService } from '../../electron/backend/deploy/deploy-service.ts';
import { planPush } from '../../electron/backend/deploy/plan-deployment.ts';
import { programCompiler } from '../../electron/backend/deploy/program-compiler.ts';
import { createSshClient } from '../../electron/backend/ssh/ssh-client.ts';
import type { DeployEvent } from '../../shared/contract/contract.ts';
import { Fleet, fleetDocument } from './fleet.ts';

const HOSTS = 4;
let fleet: Fleet;

beforeAll(async () => {
  fleet = await Fleet.build(HOSTS);
});
afterAll(() => fleet?.destroy());

describe('a push to several hosts', () => {
  it('ends for each by itself: confirmed, cancelled, refused, and one that had to wait', async () => {
    const [first, second, third, fourth] = fleet.hosts;
    const before = await Promise.all(fleet.hosts.map((host) => host.rules()));
    third?.know('wrong');
    const client = createSshClient({ configFile: join(fleet.folder, 'config'), connectSeconds: 3, aliveSeconds: 1 });
    const deploy = createDeployService({ compiler: programCompiler, client, queue: new DeployQueue(3) });
    const text = JSON.stringify(fleetDocument(HOSTS));
    const told = new Map<string, DeployEvent[]>();

    const push = async (name: string, decide: 'confirm' | 'cancel'): Promise<string> => {
      const { release } = planPush({ text, host: name }, programCompiler);
      const events: DeployEvent[] = [];
      told.set(name, events);
      return new Promise((resolve, reject) => {
        const listen = (event: DeployEvent) => {
          events.push(event);
          if (event.kind === 'awaiting-confirmation') deploy[decide](event.session).catch(reject);
          if (event.kind === 'ended') resolve(event.outcome);
        };
        deploy.start({ text, host: name, expectedHash: release.hash }, listen).catch(reject);
      });
    };
    const outcomes = await Promise.all([
      push('host1', 'confirm'),
      push('host2', 'cancel'),
      push('host3', 'confirm'),
      push('host4', 'confirm'),
    ]);

    expect(outcomes).toEqual(['confirmed', 'cancelled', 'refused', 'confirmed']);
    const queued = [...told].filter(([, events]) =>
      events.some((event) => event.kind === 'step' && event.step === 'queue'),
    );
    expect(queued.map(([name]) => name)).toEqual(['host4']);
    const after = await Promise.all(fleet.hosts.map((host) => host.rules()));
    expect(after[1]).toBe(before[1]);
    expect(after[2]).toBe(before[2]);
    for (const host of [first, fourth]) await host?.shell('/var/lib/bridgewarden/current/firewall.sh status');
    expect(await second?.shell('ls /run/bridgewarden | grep deploy || true')).toBe('');
    expect(await third?.shell('ls /run/bridgewarden 2>/dev/null || true')).toBe('');
  });
});
