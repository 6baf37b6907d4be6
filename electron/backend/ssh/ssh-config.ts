/** How the system's OpenSSH client is used. The defaults are what the administrator's own `ssh` would do. */
export interface SshConfig {
  /** The client to run; `ssh` from the search path by default. */
  readonly program?: string;
  /** A configuration file in place of `~/.ssh/config` (`-F`). */
  readonly configFile?: string;
  /**
   * Further settings as in ssh_config(5), for example `UserKnownHostsFile=/path`; they win over every file, but not over the
   * settings that keep a connection safe.
   */
  readonly options?: readonly string[];
  /** Seconds until a connection has to stand. */
  readonly connectSeconds?: number;
  /** A question is put to a silent host this often; after three without an answer the connection counts as lost. */
  readonly aliveSeconds?: number;
  /** Several commands over one connection. Off on Windows, whose client cannot. */
  readonly multiplex?: boolean;
}

export const DEFAULT_CONNECT_SECONDS = 15;
export const DEFAULT_ALIVE_SECONDS = 5;
export const ALIVE_COUNT = 3;
