import type { RemotePaths } from '../../deploy/remote/remote-paths.ts';
import { DOCUMENT_FILE } from '../../deploy/remote/remote-paths.ts';
import { shellVariables } from '../../deploy/remote/shell-variables.ts';

/** Printed instead of a document; no document begins with it. */
export const NO_SUCH_DOCUMENT = 'no such document';

/** Prints the document that a kept release was made from. */
export function documentScript(paths: RemotePaths, release: string): string {
  return `${shellVariables({ file: `${paths.library}/releases/${releaseName(release)}/${DOCUMENT_FILE}`, none: NO_SUCH_DOCUMENT })}
if [ -f "$file" ]; then cat "$file"; else printf %s "$none"; fi
`;
}

/** A release is named by its hash alone: nothing else may become part of a path. */
function releaseName(release: string): string {
  return /^[0-9a-f]{64}$/.test(release) ? release : 'no-release';
}
