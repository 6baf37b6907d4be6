import { CallError } from '../../../shared/contract/errors.ts';
import type { KeptRelease } from '../../../shared/contract/host-calls.ts';
import { type Asking, type HostOptions, type HostRequest, withHost } from '../deploy/host-session.ts';
import { readJournal } from './read-journal.ts';
import { documentScript, NO_SUCH_DOCUMENT } from './remote/document-script.ts';
import { type HostLook, lookScript, parseLook } from './remote/look-script.ts';

/** The releases that a host keeps, the newest first. */
export function hostHistory(request: HostRequest, options: HostOptions, asking: Asking): Promise<KeptRelease[]> {
  return withHost(request, options, asking, async ({ ask, paths }) =>
    listReleases(parseLook(await ask(lookScript(paths, { status: false })))),
  );
}

/** What a look at a host comes to. */
function listReleases(look: HostLook): KeptRelease[] {
  const journal = readJournal(look.journal);
  const current = look.values.get('current') ?? '';
  const rulesId = look.values.get('running') ?? '';
  // Two releases can hold the same rules and differ in something else; the one started at boot is meant then.
  const running = [...look.kept]
    .sort((one, other) => Number(other.release === current) - Number(one.release === current))
    .find((each) => each.rulesId !== '' && each.rulesId === rulesId)?.release;
  return look.kept
    .map(({ release, modified, document }) => {
      const entry = journal.get(release);
      return {
        release,
        at: entry?.at ?? modified,
        by: entry?.by ?? '',
        documentName: entry?.documentName ?? '',
        running: release === running,
        document,
      };
    })
    .sort((one, other) => other.at - one.at);
}

/** The document that made a release which the host keeps. */
export function hostDocument(
  request: HostRequest & { readonly release: string },
  options: HostOptions,
  asking: Asking,
): Promise<string> {
  return withHost(request, options, asking, async ({ ask, paths, host }) => {
    const printed = await ask(documentScript(paths, request.release));
    if (printed.startsWith(NO_SUCH_DOCUMENT))
      throw new CallError(
        'not-found',
        `${host.name} keeps no document for release ${request.release.slice(0, 12)}: it was made before documents were kept, or taken away since. The history shows what is there.`,
      );
    return printed;
  });
}
