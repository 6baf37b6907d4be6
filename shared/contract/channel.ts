/**
 * The three-method pipe that a window and its backend talk over. A message is a JSON value; transports deliver messages
 * whole and in order, or close.
 */
export interface Channel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}
