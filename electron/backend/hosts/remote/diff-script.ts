import { quoteShell } from '../../../../shared/compiler/quote.ts';
import type { RemotePaths } from '../../deploy/remote/remote-paths.ts';
import { shellVariables } from '../../deploy/remote/shell-variables.ts';

/** The files that `firewall.sh render` or `save` wrote, by name. */
export type RenderedFiles = ReadonlyMap<string, string>;

export interface DiffAnswer {
  /** What the kernel makes of the compiled release. */
  readonly after: RenderedFiles;
  /** What it makes of the deployed one; empty where none is. */
  readonly deployed: RenderedFiles;
  /** What it holds now; empty unless asked for. */
  readonly kernel: RenderedFiles;
  /** The deployed release's manifest. */
  readonly manifest?: string;
}

/**
 * Lets the host's kernel word the compiled release and the deployed one, each loaded into a network namespace that is
 * thrown away, and with `kernel` reads what of ours it holds now. What stays on the host afterwards is nothing.
 */
export function diffScript(paths: RemotePaths, firewall: string, options: { readonly kernel: boolean }): string {
  return `${shellVariables({ library: paths.library, state: paths.state, kernel: options.kernel ? 'yes' : 'no' })}
umask 077
work=$(mktemp -d)
# In a shell of its own: its last act must not take the place of the one that ends our connection's script.
(
  trap 'rm -rf "$work"' EXIT
  mkdir "$work/state"
  # Which chains are ours is remembered there; a copy, so that nothing is written.
  for file in "$state"/*; do
    if [ -f "$file" ]; then cp "$file" "$work/state/"; fi
  done
  show() {
    for file in "$work/$1"/*; do
      [ -f "$file" ] || continue
      printf '@@ %s %s\\n' "$1" "\${file##*/}"
      cat "$file"
    done
  }
  printf %s ${quoteShell(firewall)} >"$work/firewall.sh"
  BW_STATE="$work/fresh" /bin/sh "$work/firewall.sh" render "$work/after" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
  show after
  if [ -f "$library/current/firewall.sh" ]; then
    if BW_STATE="$work/fresh" /bin/sh "$library/current/firewall.sh" render "$work/deployed" >"$work/said" 2>&1; then
      show deployed
    else
      echo 'the deployed release cannot be shown:' >&2
      cat "$work/said" >&2
      exit 1
    fi
    mkdir "$work/about"
    cp "$library/current/manifest.json" "$work/about/"
    show about
  fi
  if [ "$kernel" = yes ]; then
    BW_STATE="$work/state" /bin/sh "$work/firewall.sh" save "$work/kernel" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
    show kernel
  fi
)
`;
}

/** Reads what the script printed. */
export function parseDiffAnswer(output: string): DiffAnswer {
  const sides = {
    after: new Map<string, string>(),
    deployed: new Map<string, string>(),
    kernel: new Map<string, string>(),
  };
  let manifest: string | undefined;
  // Nothing that is shown has a line that begins so.
  for (const part of output.split(/^@@ /m).slice(1)) {
    const end = part.indexOf('\n');
    const [side = '', name = ''] = part.slice(0, end).split(' ');
    const text = part.slice(end + 1);
    if (side === 'about') manifest = text;
    else if (side in sides) sides[side as keyof typeof sides].set(name, text);
  }
  return { ...sides, ...(manifest === undefined ? {} : { manifest }) };
}
