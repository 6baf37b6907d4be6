import type { Bridge, Host, HostInterface, Port } from '../../shared/document/document.ts';
import type { Size } from './geometry.ts';

/**
 * Sizes are computed, never measured: React Flow draws a node at once only when it knows its size up front, and the
 * bundled fonts make text as wide here as anywhere.
 */
export const GUEST_SIZE: Size = { width: 148, height: 58 };
export const EXTERNAL_SIZE: Size = { width: 148, height: 58 };
export const EMPTY_GROUP_SIZE: Size = { width: 220, height: 120 };
export const SOCKET_HEIGHT = 26;
export const SOCKET_GAP = 6;
export const BAR_HEIGHT = 60;
/** Between two sockets that look at each other some of the line must be seen. */
export const LEAST_CABLE = 14;
const BAR_LEAST_WIDTH = 280;
const BAR_PADDING = 14;
const HOST_WIDTH = 212;
const HOST_HEAD = 52;
const HOST_ROW = 22;

/** One character of the socket's monospaced label at 11px. */
const LABEL_ADVANCE = 6.6;
const SOCKET_ICON_AND_PADDING = 34;

export function socketWidth(name: string): number {
  return Math.ceil(Math.max(58, name.length * LABEL_ADVANCE + SOCKET_ICON_AND_PADDING));
}

/** Wide enough for all ports side by side, wherever they end up on the edge. */
export function bridgeSize(bridge: Bridge, ports: readonly Port[], kept?: number): Size {
  const sockets = ports.reduce((sum, port) => sum + socketWidth(port.name) + SOCKET_GAP, 0);
  const title = bridge.name.length * 9 + 190;
  return { width: Math.max(BAR_LEAST_WIDTH, sockets + 2 * BAR_PADDING, title, kept ?? 0), height: BAR_HEIGHT };
}

export function hostSize(host: Host): Size {
  const rows = shownInterfaces(host).length;
  return { width: HOST_WIDTH, height: HOST_HEAD + (rows > 0 ? rows * HOST_ROW + 10 : 0) };
}

/** A bridge's own device is drawn on the bridge, not on the host. */
export function shownInterfaces(host: Host): readonly HostInterface[] {
  const bridges = new Set(host.bridges.map((bridge) => bridge.name));
  return host.interfaces.filter((one) => !bridges.has(one.name));
}
