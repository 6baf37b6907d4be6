import * as z from 'zod';
import { type HashedFile, releaseHash } from '../../../../shared/compiler/release/release-hash.ts';
import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

/** Prints a kept release's manifest behind the digests and modes of its files; nothing when the host does not keep it. */
export function keptReleaseScript(paths: DeploymentPaths): string {
  return `${shellVariables({ release: paths.release })}
[ -f "$release/manifest.json" ] || exit 0
cd "$release"
for file in *; do
  printf 'file %s %s %s\\n' "$(sha256sum <"$file" | cut -d' ' -f1)" "$(stat -c %a "$file")" "$file"
done
cat manifest.json
`;
}

const manifestSchema = z.object({
  release: z.string(),
  document: z.object({ name: z.string(), sha256: z.string() }),
  files: z.record(z.string(), z.string()),
});

export type KeptAnswer =
  | { readonly kind: 'none' }
  /** What is there is not what its name says. */
  | { readonly kind: 'damaged'; readonly what: string }
  | { readonly kind: 'whole'; readonly documentName: string; readonly document: string };

/** Judges what the script printed: a release is the one of its name only if its files, modes included, give that hash. */
export function parseKeptRelease(output: string, hash: string): KeptAnswer {
  if (output.trim() === '') return { kind: 'none' };
  const lines = output.split('\n');
  const begin = lines.findIndex((line) => !line.startsWith('file '));
  const there = new Map<string, { readonly digest: string; readonly mode: string }>();
  for (const line of lines.slice(0, begin)) {
    const [, digest = '', mode = '', ...name] = line.split(' ');
    there.set(name.join(' '), { digest, mode });
  }
  const manifest = manifestSchema.safeParse(jsonOf(lines.slice(begin).join('\n')));
  if (!manifest.success) return { kind: 'damaged', what: 'manifest.json cannot be read' };
  const { files, document } = manifest.data;
  const found: HashedFile[] = [];
  for (const [name, digest] of Object.entries(files)) {
    const file = there.get(name);
    if (file?.digest !== digest) return { kind: 'damaged', what: `${name} is missing or was changed` };
    found.push({ name, mode: file.mode, digest });
  }
  if (releaseHash(found) !== hash) return { kind: 'damaged', what: 'its files do not give its name' };
  return { kind: 'whole', documentName: document.name, document: document.sha256 };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
