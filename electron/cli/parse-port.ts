import { InvalidArgumentError } from 'commander';

/** A TCP port from the command line. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535)
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}
