import { quoteShell } from '../../../../shared/compiler/quote.ts';
import type { ReleaseFile } from '../../../../shared/compiler/result.ts';
import { sha256Hex } from '../../sha256.ts';
import { type DeploymentPaths, DOCUMENT_FILE } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

/** A name that is a plain file's: a release has no folders. */
const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/**
 * Puts a release beside the running one. It is written to a folder of its own, compared by checksum with what was sent,
 * and only then gets its name. Prints `uploaded`, or `present` when the host had it already, unchanged. The document it was
 * compiled from is kept beside its files, so that the drawing can be got back from the host.
 */
export function uploadScript(paths: DeploymentPaths, files: readonly ReleaseFile[], document: string): string {
  for (const { name } of files)
    if (!FILE_NAME.test(name)) throw new RangeError(`a release cannot hold a file called ${JSON.stringify(name)}`);
  const sums = files.map(({ name, text }) => `${sha256Hex(text)}  ${name}\n`).join('');
  const writes = files.map(
    ({ name, mode, text }) =>
      `printf %s ${quoteShell(text)} 2>/dev/null >"$part"/${quoteShell(name)} || unwritable\nchmod ${mode.toString(8)} "$part"/${quoteShell(name)}\n`,
  );
  return `${shellVariables({
    release: paths.release,
    releases: paths.releases,
    part: `${paths.release}.part-${paths.session}`,
    session: paths.session,
    sums,
    count: files.length,
    document: DOCUMENT_FILE,
  })}
umask 077
whole() {
  [ "$(ls -A "$1" | grep -c -v -x "$document.*")" -eq "$count" ] && (cd "$1" && printf %s "$sums" | sha256sum -c >/dev/null 2>&1)
}
keep_document() { printf %s ${quoteShell(document)} >"$1/$document.new" && mv "$1/$document.new" "$1/$document"; }
# A shell calls a full disk no more than an error of its own.
unwritable() {
  rm -rf "$part"
  echo "it cannot be written to $releases: the disk is full or failing ($(df -Pk "$releases" 2>/dev/null | awk 'NR == 2 { print $4 }') KiB are left)" >&2
  exit 1
}
mkdir -p "$releases" || unwritable
if [ -d "$release" ] && whole "$release"; then
  # The same release can come from another drawing, one whose guests stand elsewhere for instance: the later one counts.
  keep_document "$release"
  echo present
  exit 0
fi
rm -rf "$part"
mkdir "$part" || unwritable
${writes.join('')}if ! whole "$part"; then
  rm -rf "$part"
  echo 'the uploaded files are not what was sent' >&2
  exit 1
fi
keep_document "$part" 2>/dev/null || unwritable
if [ -e "$release" ]; then mv "$release" "$part.old"; fi
mv -T "$part" "$release"
rm -rf "$part.old"
echo uploaded
`;
}
