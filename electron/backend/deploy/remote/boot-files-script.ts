import type { RemotePaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

/**
 * Names what `enableScript` has put on a host to be read at boot, a path a line; with `remove`, takes it away after stopping
 * and disabling the units. A file of that name that does not say that it is ours stays, and is not named.
 */
export function bootFilesScript(paths: RemotePaths, { remove }: { readonly remove: boolean }): string {
  return `${shellVariables({
    library: paths.library,
    units: paths.units,
    modules: paths.modules,
    sysctls: paths.sysctls,
    hooks: paths.hooks,
    remove: remove ? 'yes' : 'no',
  })}
ours() { [ -f "$1" ] && head -n 2 "$1" | grep -q Bridgewarden; }
systemd=no
if [ -d /run/systemd/system ]; then systemd=yes; fi
for unit in bridgewarden-watch.service bridgewarden.service; do
  ours "$units/$unit" || continue
  if [ "$remove" = yes ] && [ "$systemd" = yes ]; then
    systemctl stop "$unit"
    systemctl disable --quiet "$unit"
  fi
done
for file in "$units/bridgewarden.service" "$units/bridgewarden-watch.service" "$modules/bridgewarden.conf" \\
  "$sysctls/bridgewarden.conf" "$hooks/qemu.d/bridgewarden" "$hooks/lxc.d/bridgewarden"; do
  ours "$file" || continue
  if [ "$remove" = yes ]; then rm "$file"; fi
  printf '%s\\n' "$file"
done
if [ "$remove" = yes ]; then
  rm -f "$library/before"
  if [ "$systemd" = yes ]; then systemctl daemon-reload; fi
  sync
fi
`;
}
