import { parseMac } from '../../net/mac.ts';
import type { TopologyPort } from '../../topology/topology.ts';

/** What the flags of one port and its entry in the forwarding table are set to, so that the bridge itself refuses. */
export interface PortHardening {
  /** The MAC address that the forwarding table holds for this port, whatever frames say. */
  readonly staticMac?: string;
  readonly learningOff: boolean;
  readonly floodOff: boolean;
  readonly isolated: boolean;
  readonly rootBlock: boolean;
}

const NONE: PortHardening = { learningOff: false, floodOff: false, isolated: false, rootBlock: false };

/**
 * How the bridge's hardening comes out at one of its ports. Border ports stay as they are: others' addresses must be learned
 * there. The same goes for a guest port whose MAC address is not known or not bound, except for what needs no address.
 */
export function portHardening({ port, bridge, role, guest }: TopologyPort): PortHardening {
  if (role === 'border') return NONE;
  const { hardening = {}, stp = false } = bridge;
  const mac = boundMac(port.protect?.mac, guest?.nic.mac);
  // A bridge that neither learns nor floods reaches only those that its table holds: either switch makes the entries too.
  const table = hardening.staticFdb === true || hardening.learningOff === true || hardening.floodOff === true;
  return {
    ...(table && mac !== undefined ? { staticMac: mac } : {}),
    learningOff: hardening.learningOff === true && mac !== undefined,
    floodOff: hardening.floodOff === true && mac !== undefined,
    isolated: port.protect?.isolated ?? hardening.isolated ?? false,
    // With STP the kernel takes a guest's claim to be the root before any rule sees it; no honest guest is the root.
    rootBlock: hardening.rootBlock ?? stp,
  };
}

function boundMac(bound: boolean | undefined, drawn: string | undefined): string | undefined {
  return drawn === undefined || bound === false ? undefined : parseMac(drawn);
}
