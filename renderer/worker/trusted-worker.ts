/**
 * Starts a module worker under `require-trusted-types-for 'script'`. The policy's name stands in the content security
 * policy; it lets through only script addresses that the bundler gave us.
 */
export function startTrustedWorker(url: string, name: string): Worker {
  return new Worker(trusted(url) as string, { type: 'module', name });
}

interface Policy {
  createScriptURL(url: string): unknown;
}

declare const trustedTypes:
  | { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy }
  | undefined;

let policy: Policy | undefined;

function trusted(url: string): unknown {
  if (typeof trustedTypes === 'undefined') return url;
  policy ??= trustedTypes.createPolicy('app-worker', { createScriptURL: onlyOurs });
  return policy.createScriptURL(url);
}

function onlyOurs(url: string): string {
  const address = new URL(url, location.href);
  if (address.origin !== location.origin || !/\.(js|ts|tsx)$/.test(address.pathname)) {
    throw new TypeError(`Not a worker script of this program: ${address.href}`);
  }
  return url;
}
