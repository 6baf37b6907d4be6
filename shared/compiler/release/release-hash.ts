import { portableSha256Hex } from './sha256.ts';

/** What a release's name says of one of its files. */
export interface HashedFile {
  readonly name: string;
  /** Octal, as `stat -c %a` prints it. */
  readonly mode: string;
  /** sha256, hexadecimal. */
  readonly digest: string;
}

/**
 * The name of a release: the sha256 of its files' names, modes and digests. `firewall.sh` comes first, the others in the order of
 * the manifest, which is no part of it, for it holds the name.
 */
export function releaseHash(files: readonly HashedFile[]): string {
  const script = files.filter(({ name }) => name === 'firewall.sh');
  const others = files.filter(({ name }) => name !== 'firewall.sh');
  return portableSha256Hex(
    [...script, ...others].map(({ name, mode, digest }) => `${name} ${mode} ${digest}\n`).join(''),
  );
}
