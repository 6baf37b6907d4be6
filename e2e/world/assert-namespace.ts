import { readlinkSync } from 'node:fs';

/** Where this process and process 1 stand; `init` is missing where the kernel does not let us see it. */
interface NamespaceView {
  readonly self: string;
  readonly init?: string;
  readonly announced: boolean;
}

/**
 * Why nothing may be built here, or `undefined` when it may. Both signs must be good: scripts/in-namespace.sh announces
 * itself in BW_IN_NAMESPACE, and process 1 must stand in another network namespace. Inside a user namespace its link is
 * not readable; there the kernel itself denies us any change of the machine's network.
 */
function refusalToBuild(view: NamespaceView): string | undefined {
  if (!view.announced) {
    return 'this is not a namespace of our own (BW_IN_NAMESPACE is not 1): run it through scripts/in-namespace.sh';
  }
  if (view.init !== undefined && view.init === view.self) {
    return `this process stands in the machine's own network namespace (${view.self}): run it through scripts/in-namespace.sh`;
  }
  return undefined;
}

/** Throws unless this process stands in a network namespace that was made for the tests. */
export function assertOwnNamespace(): void {
  const refusal = refusalToBuild(currentView());
  if (refusal !== undefined) throw new Error(`No bridge is built and no rule is loaded: ${refusal}.`);
}

function currentView(): NamespaceView {
  const self = readlinkSync('/proc/self/ns/net');
  const announced = process.env.BW_IN_NAMESPACE === '1';
  try {
    return { self, init: readlinkSync('/proc/1/ns/net'), announced };
  } catch {
    return { self, announced };
  }
}
