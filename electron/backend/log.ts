/** What may stand beside a log line: short facts. Never a document's text, a token, a cookie or a passphrase. */
export type LogFacts = Readonly<Record<string, string | number | boolean>>;

export type Log = (event: string, facts?: LogFacts) => void;

/** The backend's own log: one JSON object a line on stderr, only with `BRIDGEWARDEN_LOG=debug`. */
export function createLog(environment: NodeJS.ProcessEnv = process.env, write = writeStderr): Log {
  if (environment.BRIDGEWARDEN_LOG !== 'debug') return () => {};
  return (event, facts = {}) => write(`${JSON.stringify({ time: new Date().toISOString(), event, ...facts })}\n`);
}

/** An error as facts for the log. */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.message, ...(error.stack ? { stack: error.stack } : {}) };
}

function writeStderr(line: string): void {
  process.stderr.write(line);
}
