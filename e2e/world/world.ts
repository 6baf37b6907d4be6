import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import type { Document, Id } from '../../shared/document/document.ts';
import { assertOwnNamespace } from './assert-namespace.ts';
import { probedServices } from './endpoints.ts';
import { FrameAgent } from './frame-agent.ts';
import { type PlanOptions, planWorld, type WorldPlan } from './plan-world.ts';
import { type CommandOptions, type Outcome, runCommand, runOrThrow } from './run-command.ts';

export interface WorldOptions extends Pick<PlanOptions, 'mute'> {
  /** A link between the tests' own namespace (`outer`) and the host, as an admin's network beside the drawn one. */
  readonly management?: { readonly outer: string; readonly host: string };
  /** The host routes between its interfaces. */
  readonly forwarding?: boolean;
  /** Do not wait for the spanning tree: no frame will be sent. */
  readonly unsettled?: boolean;
}

let worlds = 0;

/** Builds the network that a document draws around one host, in network namespaces of this process's own. */
export async function buildWorld(document: Document, host: Id, options: WorldOptions = {}): Promise<World> {
  assertOwnNamespace();
  worlds += 1;
  const prefix = `w${process.pid}-${worlds}`;
  const plan = planWorld(document, host, { prefix, ...(options.mute !== undefined && { mute: options.mute }) });
  const world = new World(plan, options.management && managementLink(worlds));
  try {
    await runOrThrow(['sh', '-s'], { input: buildScript(plan, options, worlds) });
    if (!options.unsettled && plan.network.host.bridges.some((bridge) => bridge.stp)) await world.settled();
  } catch (error) {
    await world.destroy();
    throw error;
  }
  return world;
}

export class World {
  readonly plan: WorldPlan;
  readonly #closers: (() => void)[] = [];
  /** Our end of the management link. */
  readonly #link: string | undefined;

  constructor(plan: WorldPlan, link?: string) {
    this.plan = plan;
    this.#link = link;
  }

  /** The network namespace of a guest, an external or the host (its id), as `ip netns` names it. */
  namespace(station: Id): string {
    if (station === this.plan.network.host.id) return this.plan.hostNamespace;
    const nic = this.plan.network.nics.find((each) => each.station === station);
    const point = nic && this.plan.nicPoints.get(nic.key);
    if (point === undefined) throw new RangeError(`this world has no station ${station}`);
    return point.namespace;
  }

  /** Runs a command at a station. Rejects only when it cannot be started or does not end. */
  exec(station: Id, argv: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
    return runCommand([...this.#enter(station), ...argv], options);
  }

  /** Runs a command on the host that must succeed; gives its output. */
  onHost(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
    return runOrThrow([...this.#enter(this.plan.network.host.id), ...argv], options);
  }

  /** Starts a program at a station that ends with the world at the latest. */
  start(station: Id, argv: readonly string[]): ChildProcess {
    const [program = '', ...args] = [...this.#enter(station), ...argv];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#closers.push(() => child.kill('SIGKILL'));
    return child;
  }

  /** Opens every NIC and the far side of every port for raw frames, and servers on the host for the probes of it. */
  async frames(): Promise<FrameAgent> {
    const points = new Map(
      [...this.plan.crossingPoints.values(), ...this.plan.nicPoints.values()].map((point) => [point.key, point]),
    );
    const tcpPorts = probedServices(this.plan.network).flatMap((each) => (each.protocol === 'tcp' ? [each.port] : []));
    const agent = await FrameAgent.open([...points.values()], this.plan.hostNamespace, tcpPorts);
    this.#closers.push(() => agent.close());
    return agent;
  }

  /** Resolves when every port of every bridge has decided whether it forwards or blocks: seconds, and only with STP. */
  async settled(): Promise<void> {
    for (const end = Date.now() + 30_000; Date.now() < end; await setTimeout(100)) {
      const links = await this.onHost(['bridge', 'link', 'show']);
      if (!/ state (listening|learning|disabled) /.test(links)) return;
    }
    throw new Error('the bridges did not agree on a spanning tree in time');
  }

  /** Ends what was started in it and takes it down. */
  async destroy(): Promise<void> {
    for (const close of this.#closers.splice(0)) close();
    // The kernel takes a namespace down some time after its name is gone, and until then our end of the link would stay: in
    // the way of the next world, which gives its own the same name and address.
    if (this.#link !== undefined) await runCommand(['ip', 'link', 'del', this.#link]);
    const lines = [...this.plan.inside.keys()].map((name) => `netns del ${name}`);
    await runCommand(['ip', '-force', '-batch', '-'], { input: `${lines.join('\n')}\n` });
  }

  #enter(station: Id): string[] {
    // nsenter, because `ip netns exec` mounts a /sys of its own each time, and is slower for it.
    return ['nsenter', `--net=/run/netns/${this.namespace(station)}`, '--'];
  }
}

/** The name of our end of the management link of the so-manieth world of this process. */
const managementLink = (serial: number) => `mgmt${serial}`;

function buildScript(plan: WorldPlan, options: WorldOptions, serial: number): string {
  const batch = (lines: readonly string[]) => `<<'END'\n${lines.join('\n')}\nEND\n`;
  const script = ['set -e', `ip -batch - ${batch(plan.links)}`];
  if (options.management !== undefined) {
    const ours = managementLink(serial);
    // No link-local address that appears a second later: a browser in this namespace breaks off what it loads at every change.
    const quiet = `link set ${ours} addrgenmode none`;
    const link = `link add ${ours} type veth peer name mgmt0 netns ${plan.hostNamespace}`;
    script.push(
      `ip -batch - ${batch([link, quiet, `addr add ${options.management.outer} dev ${ours}`, `link set ${ours} up`])}`,
      `ip -n ${plan.hostNamespace} -batch - ${batch([`addr add ${options.management.host} dev mgmt0`, 'link set mgmt0 up'])}`,
    );
  }
  script.push(`nsenter --net=/run/netns/${plan.hostNamespace} sh -e ${batch(hostSettings(options))}`);
  for (const [namespace, lines] of plan.inside) script.push(`ip -n ${namespace} -batch - ${batch(lines)}`);
  return script.join('\n');
}

/** A new namespace takes over some of these from the machine it is made on: say them all. */
function hostSettings(options: WorldOptions): string[] {
  const forwarding = options.forwarding ? 1 : 0;
  return [
    'test -d /proc/sys/net/bridge || { echo "br_netfilter is not loaded: run modprobe br_netfilter as root" >&2; exit 1; }',
    // Nothing but the rules may stop a forged source.
    'echo 0 > /proc/sys/net/ipv4/conf/all/rp_filter',
    'echo 0 > /proc/sys/net/ipv4/conf/default/rp_filter',
    `echo ${forwarding} > /proc/sys/net/ipv4/ip_forward`,
    `echo ${forwarding} > /proc/sys/net/ipv6/conf/all/forwarding`,
    'echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad',
    // Many probes a second must each get their answer.
    'echo 0 > /proc/sys/net/ipv4/icmp_ratelimit',
    'echo 0 > /proc/sys/net/ipv6/icmp/ratelimit',
  ];
}
