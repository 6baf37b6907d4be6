/** What it says to whom: results on standard output, complaints with the host's name on standard error. */
export const SPEAKING = String.raw`
say() { printf '%s\n' "$*"; }
complain() { printf 'firewall.sh on %s: %s\n' "$HOST" "$*" >&2; }
`;
