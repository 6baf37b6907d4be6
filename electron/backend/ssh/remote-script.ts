import { quoteShell } from '../../../shared/compiler/quote.ts';

/**
 * A script between two marks on its standard output. What a login shell prints before (a greeting in `.bashrc`) is told
 * apart from the script's output, a script that never began from one that failed, and a remote status 255 from ssh's own.
 */
export interface FramedScript {
  readonly text: string;
  readonly begin: string;
  readonly end: string;
}

/** Frames a script; `nonce` makes the marks its own. */
export function frameScript(script: string, nonce: string): FramedScript {
  const begin = `bridgewarden-begin-${nonce}`;
  const end = `bridgewarden-end-${nonce}`;
  return {
    begin,
    end,
    // In braces with an input of its own: the shell reads the whole script before it runs the first line, so no command in
    // it can swallow the lines that follow. A locale of the administrator's must not change what tools print, and sudo may hand over a short search path.
    text: `export LC_ALL=C
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin; export PATH
printf '%s\\n' ${quoteShell(begin)}
trap 'bw_status=$?; printf "\\n%s %s\\n" ${quoteShell(end)} "$bw_status"' EXIT
{
${script}
} </dev/null
`,
  };
}

/** What stands between the marks; `begun` is false when the script never ran, `status` absent when its end was not seen. */
export interface UnframedOutput {
  readonly begun: boolean;
  readonly status?: number;
  readonly output: string;
}

/** Takes the marks off again. */
export function unframeOutput(stdout: string, framed: FramedScript): UnframedOutput {
  const start = stdout.indexOf(`${framed.begin}\n`);
  if (start < 0) return { begun: false, output: '' };
  const rest = stdout.slice(start + framed.begin.length + 1);
  const match = new RegExp(`\\n${framed.end} (\\d+)\\n`).exec(rest);
  if (match === null) return { begun: true, output: rest };
  return { begun: true, status: Number(match[1]), output: rest.slice(0, match.index) };
}
