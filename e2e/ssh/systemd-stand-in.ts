import type { SshHost } from './ssh-host.ts';

/**
 * A stand-in for systemd on a test's host, which has no init of its own: `systemd-run` starts a timer that fires, and
 * `systemctl` knows timers, `enable` and `daemon-reload`. It writes down what it is asked, and refuses every word that it
 * does not know, so that a call which the real programs would not understand is noticed as far as this one can.
 * The real systemd is not started in a namespace on purpose: booting, it empties /tmp.
 */
export async function standInForSystemd(host: SshHost): Promise<void> {
  await host.shell(`
mkdir -p /run/systemd/system /run/stand-in
cat >/run/stand-in/systemd-run <<'END'
#!/bin/sh
echo "systemd-run $*" >>/run/stand-in/asked
while [ $# -gt 0 ]; do
  case $1 in
    --quiet | --collect | --timer-property=AccuracySec=*) ;;
    --unit=*) unit=\${1#--unit=} ;;
    --on-active=*) seconds=\${1#--on-active=} ;;
    -*) echo "unrecognized option '$1'" >&2; exit 1 ;;
    *) break ;;
  esac
  shift
done
touch "/run/stand-in/$unit.timer"
setsid sh -c 'sleep "$1"; unit=$2; shift 2; [ ! -e "/run/stand-in/$unit.timer" ] || { rm "/run/stand-in/$unit.timer"; exec "$@"; }' \\
  stand-in "$seconds" "$unit" "$@" >/dev/null 2>&1 </dev/null &
END
cat >/run/stand-in/systemctl <<'END'
#!/bin/sh
echo "systemctl $*" >>/run/stand-in/asked
for unit in "$@"; do :; done
case $1 in
  is-active) [ -e "/run/stand-in/$unit" ] ;;
  stop) rm -f "/run/stand-in/$unit" ;;
  disable) [ -e "/etc/systemd/system/$unit" ] && rm -f "/run/stand-in/$unit.enabled" ;;
  daemon-reload) ;;
  restart) [ -e "/etc/systemd/system/$unit" ] ;;
  enable)
    [ ! -e /run/stand-in/refuse ] || { echo "Failed to enable unit: $(cat /run/stand-in/refuse)" >&2; exit 1; }
    [ -e "/etc/systemd/system/$unit" ] && touch "/run/stand-in/$unit.enabled"
    ;;
  is-enabled) [ -e "/run/stand-in/$unit.enabled" ] ;;
  *) echo "Unknown command verb $1." >&2; exit 1 ;;
esac
END
chmod +x /run/stand-in/systemd-run /run/stand-in/systemctl
mount --bind /run/stand-in/systemd-run "$(command -v systemd-run)"
mount --bind /run/stand-in/systemctl "$(command -v systemctl)"`);
}

/** Takes the stand-in away again. */
export async function withoutSystemd(host: SshHost): Promise<void> {
  await host.shell('umount "$(command -v systemd-run)" "$(command -v systemctl)"; rm -rf /run/stand-in /run/systemd');
}

/** What the stand-in was asked, a line a call. */
export function askedOfSystemd(host: SshHost): Promise<string> {
  return host.shell('cat /run/stand-in/asked');
}
