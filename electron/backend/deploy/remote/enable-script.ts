import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

/**
 * How many releases a host keeps, the running one included: a month of daily changes is not wanted back, last week's is.
 * A release takes some tens of kilobytes, with a thousand guests a few megabytes.
 */
const KEPT_RELEASES = 10;

/**
 * Makes the release the one that is started at boot, with the module and the settings that its rules rely on and what gives
 * them to taps that appear later. The link is replaced in one step. Takes the oldest releases away. Prints `enabled`, or
 * `no-systemd` where nothing is there to start it. Safe to repeat.
 */
export function enableScript(paths: DeploymentPaths): string {
  return `${shellVariables({
    library: paths.library,
    state: paths.state,
    release: paths.release,
    session: paths.session,
    kept: KEPT_RELEASES,
    units: paths.units,
    modules: paths.modules,
    sysctls: paths.sysctls,
    hooks: paths.hooks,
  })}
rm -f "$library/current.new-$session"
ln -s "releases/\${release##*/}" "$library/current.new-$session"
mv -T "$library/current.new-$session" "$library/current"
# The order of use. Names are hashes, so the list can be read word by word; no other deployment is under way.
touch "$release"
rm -rf "$library"/releases/*.part-*
number=0
for each in $(ls -1t "$library/releases"); do
  number=$((number + 1))
  if [ "$number" -gt "$kept" ] && [ "$each" != "\${release##*/}" ]; then rm -rf "$library/releases/$each"; fi
done
if [ ! -d /run/systemd/system ] || [ ! -f "$release/bridgewarden.service" ]; then
  echo no-systemd
  exit 0
fi
install_file() {
  [ -f "$release/$1" ] || return 0
  mkdir -p "\${2%/*}"
  cp "$release/$1" "$2.new"
  chmod "\${3:-644}" "$2.new"
  mv "$2.new" "$2"
}
# What stood there before our settings did, for a stop after the next boot: by then they are made before anybody looks.
if [ -s "$state/before" ]; then
  grep '^sysctl ' "$state/before" >"$library/before.new" || true
  mv "$library/before.new" "$library/before"
fi
install_file bridgewarden.modules.conf "$modules/bridgewarden.conf"
install_file bridgewarden.sysctl.conf "$sysctls/bridgewarden.conf"
install_file bridgewarden.service "$units/bridgewarden.service"
install_file bridgewarden-watch.service "$units/bridgewarden-watch.service"
if [ -d "\${hooks%/*}" ]; then
  install_file bridgewarden.libvirt-hook "$hooks/qemu.d/bridgewarden" 755
  install_file bridgewarden.libvirt-hook "$hooks/lxc.d/bridgewarden" 755
fi
systemctl daemon-reload
systemctl enable --quiet bridgewarden.service
systemctl is-enabled --quiet bridgewarden.service
if [ -f "$release/bridgewarden-watch.service" ]; then
  systemctl enable --quiet bridgewarden-watch.service
  systemctl restart bridgewarden-watch.service
fi
sync
echo enabled
`;
}

/** Appends a line to the journal, once; `tail` is the rest of its JSON object after the date, which names the session. */
export function journalScript(paths: DeploymentPaths, tail: string): string {
  return `${shellVariables({ journal: paths.journal, tail })}
umask 077
if grep -q -s -F -e "$tail" "$journal"; then exit 0; fi
printf '{"when":"%s",%s\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$tail" >>"$journal"
`;
}
