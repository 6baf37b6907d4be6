import { fileURLToPath } from 'node:url';
import { compile } from '../../shared/compiler/compile.ts';
import { parseRules } from '../../shared/compiler/prove/parse-rules.ts';
import { probeText } from '../../shared/compiler/prove/probe-text.ts';
import type { Profile } from '../../shared/document/document.ts';
import { parseAddress } from '../../shared/net/address.ts';
import { Release } from '../kernel/release.ts';
import { buildWorld, type World } from '../world/world.ts';
import { type ArticlePolicy, articlePolicy, type PolicyGuest } from './article-policy.ts';
import { bridgewardenDocument } from './bridgewarden-document.ts';
import { median } from './median.ts';
import { textTable } from './text-table.ts';

/**
 * What a packet walks through in each profile, and what that costs. Not part of `npm run bench`, because it loads rules:
 *   sh scripts/in-namespace.sh root npx tsx e2e/bench/profiles.ts [GUESTS]
 */
const GUESTS = Number(process.argv[2] ?? 300);
const PINGS = 5000;
const PING = fileURLToPath(new URL('./ping.py', import.meta.url));
const ROUNDS = 5;
const PROFILES: readonly Profile[] = ['readable', 'scaled'];

/** The drawing with the first and the last guest of each bridge only: rules need no ports, and 300 namespaces would. */
function fewGuests(policy: ArticlePolicy): ArticlePolicy {
  const ends = ({ guests }: { guests: readonly PolicyGuest[] }) =>
    guests.filter((_, i) => i === 0 || i === guests.length - 1);
  return {
    ...policy,
    left: { ...policy.left, guests: ends(policy.left) },
    right: { ...policy.right, guests: ends(policy.right) },
  };
}

/** How many lines the pings between guests of one bridge are held against: new ones, and running ones. */
function walks(policy: ArticlePolicy, text: string): Record<'NEW' | 'ESTABLISHED', number[]> {
  const table = parseRules(text);
  const { guests, name } = policy.left;
  const of = (state: 'NEW' | 'ESTABLISHED') =>
    guests.flatMap((from, index) => {
      const to = guests[guests.length - 1 - index];
      const [source, destination] = [parseAddress(from.address), parseAddress(to?.address ?? '')];
      if (!to || to === from || !source || !destination) return [];
      const place = { physdevIn: from.port, physdevOut: to.port, inInterface: name, outInterface: name };
      const packet = { ...place, source, destination, protocol: 'icmp', icmpType: '8/0', state };
      return [probeText(table, 'BW_FORWARD', packet).walked];
    });
  return { NEW: of('NEW'), ESTABLISHED: of('ESTABLISHED') };
}

/** Microseconds from one ping to its answer, between the two ends of a bridge, and the seconds that loading took. */
async function measure(
  world: World,
  release: Release,
  policy: ArticlePolicy,
): Promise<{ ping: number; start: number }> {
  const [from] = policy.left.guests;
  const to = policy.left.guests.at(-1);
  if (!from || !to) throw new Error('there are no guests');
  const before = performance.now();
  await release.runOrThrow(world, 'start');
  const start = (performance.now() - before) / 1000;
  const { code, stdout, stderr } = await world.exec(from.name, ['python3', '-I', PING, to.address, String(PINGS)]);
  await release.runOrThrow(world, 'stop');
  if (code !== 0) throw new Error(`no answer: ${stderr}`);
  return { ping: Number(stdout), start };
}

const policy = articlePolicy(GUESTS);
const world = await buildWorld(bridgewardenDocument(fewGuests(policy)), policy.host.name);
try {
  const heading = ['profile', 'rules', 'chains', 'walk of a new ping', 'of a running one', 'start', 'ping'];
  const rows: string[][] = [];
  const results = new Map(PROFILES.map((profile) => [profile, [] as { ping: number; start: number }[]]));
  const releases = new Map<Profile, Release>();
  for (const profile of PROFILES)
    releases.set(profile, await Release.write(bridgewardenDocument(policy), policy.host.name, 'restore', profile));
  // By turns, so that a busy minute is not held against one of them.
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [profile, release] of releases) results.get(profile)?.push(await measure(world, release, policy));
  for (const [profile, release] of releases) {
    const text = compile(bridgewardenDocument(policy), { profile }).hosts[0]?.listings['rules.v4']?.text ?? '';
    const walked = walks(policy, text);
    const of = (what: 'ping' | 'start') => median((results.get(profile) ?? []).map((result) => result[what]));
    const spread = (values: readonly number[]) => `${Math.round(median(values))}, at most ${Math.max(...values)}`;
    rows.push([
      profile,
      String(text.match(/^-A/gm)?.length),
      String(text.match(/^:/gm)?.length),
      spread(walked.NEW),
      spread(walked.ESTABLISHED),
      `${of('start').toFixed(2)} s`,
      `${of('ping').toFixed(0)} µs`,
    ]);
    await release.remove();
  }
  process.stdout.write(`${textTable(heading, rows)}\n`);
} finally {
  await world.destroy();
}
