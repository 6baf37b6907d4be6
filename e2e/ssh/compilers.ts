import type { Compiler } from '../../electron/backend/deploy/plan-deployment.ts';
import { programCompiler } from '../../electron/backend/deploy/program-compiler.ts';
import { sha256Hex } from '../../electron/backend/sha256.ts';
import type { ReleaseFile } from '../../shared/compiler/result.ts';

/** The program's compiler with something done to its release that it would never do itself. */
export function meddling(change: (firewall: string) => string): Compiler {
  return {
    ...programCompiler,
    compile(document, options) {
      const result = programCompiler.compile(document, options);
      const meddle = (file: ReleaseFile) =>
        file.name === 'firewall.sh' ? { ...file, text: changed(file.text, change) } : file;
      return {
        ...result,
        hosts: result.hosts.map((host) => {
          const files = host.files.map(meddle);
          return { ...host, files, hash: sha256Hex(files.map((file) => file.text).join('')) };
        }),
      };
    },
  };
}

/** Shell code at the head of `firewall.sh`, where `$1` is the verb. */
export function headed(code: string): Compiler {
  return meddling((text) => text.replace('#!/bin/sh\n', `#!/bin/sh\n${code}\n`));
}

function changed(text: string, change: (text: string) => string): string {
  const result = change(text);
  // A change that finds no place to be made would make its test prove nothing.
  if (result === text) throw new Error('firewall.sh has no place for this change any more');
  return result;
}
