import { FileInput, History, OctagonX, RefreshCw, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { KeptRelease } from '../../shared/contract/host-calls.ts';
import type { Host } from '../../shared/document/document.ts';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { askHistory, openReleaseDocument } from '../hosts/ask-hosts.ts';
import { bringBack } from '../hosts/run-deployment.ts';
import { useAskedOf } from '../state/asked-store.ts';
import { isUnderWay, useDeploy } from '../state/deploy-store.ts';
import { useDeployView } from '../state/deploy-view-store.ts';
import { AskedFailure } from './AskedFailure.tsx';
import { AskedNote } from './AskedNote.tsx';
import { StopQuestion } from './StopQuestion.tsx';
import { shortHash, whenWords } from './when-words.ts';

/** The releases that the host has kept, and the way to no rules at all. */
export function ReleasesView({ host }: { readonly host: Host }) {
  const asked = useAskedOf('history', host.id);
  const busy = useDeploy((state) => isUnderWay(state.deployments[host.id]));
  const stopping = useDeployView((state) => state.stopping);
  // Asked once by itself: whoever opens this wants to see it. After a deployment it has to be asked again.
  const unknown = asked.answer === undefined && asked.failure === undefined && !asked.asking && !busy;
  useEffect(() => {
    if (unknown) void askHistory(host.id);
  }, [unknown, host.id]);
  return (
    <div className="host-view">
      <div className="panel-bar" role="toolbar" aria-label="Releases">
        <Button className="button is-small" isDisabled={asked.asking} onPress={() => void askHistory(host.id)}>
          <RefreshCw size={13} aria-hidden />
          Ask again
        </Button>
        <AskedNote asked={asked} host={host} doing="Asking the host…" />
        <span className="panel-bar-space" />
        <Button
          className="button is-small"
          isDisabled={busy}
          onPress={() => useDeployView.setState({ stopping: true })}
        >
          <OctagonX size={13} aria-hidden />
          Stop the firewall…
        </Button>
      </div>
      <AskedFailure asked={asked} />
      {asked.answer && <Releases releases={asked.answer} host={host} busy={busy} />}
      {stopping && <StopQuestion host={host} onClose={() => useDeployView.setState({ stopping: false })} />}
    </div>
  );
}

interface ReleasesProps {
  readonly releases: readonly KeptRelease[];
  readonly host: Host;
  readonly busy: boolean;
}

function Releases({ releases, host, busy }: ReleasesProps) {
  if (releases.length === 0) {
    return (
      <div className="panel-empty">
        <History size={22} aria-hidden />
        <p>
          {host.name} keeps no release yet. Each one that you deploy and keep stays there, with the document that made
          it: any of them can be brought back, or opened here again.
        </p>
      </div>
    );
  }
  return (
    <ScrollArea className="host-scroll" label={`Releases kept on ${host.name}`}>
      <ul className="releases">
        {releases.map((one) => (
          <li key={one.release} className={`release ${one.running ? 'is-running' : ''}`}>
            <div className="release-words">
              <span className="release-name">
                <b>{one.documentName || 'A document without a name'}</b>
                {one.running && <span className="state-badge is-good">Runs now</span>}
              </span>
              <span className="release-facts">
                {whenWords(one.at)}
                {one.by !== '' && ` by ${one.by}`} · <span className="mono">{shortHash(one.release)}</span>
              </span>
            </div>
            <div className="release-buttons">
              {!one.running && (
                <Button
                  className="button is-small"
                  aria-label={`Bring back release ${shortHash(one.release)}`}
                  isDisabled={busy}
                  onPress={() => void bringBack(host, one.release)}
                >
                  <Undo2 size={13} aria-hidden />
                  Bring back
                </Button>
              )}
              <Button
                className="button is-small"
                aria-label={`Open its document, of release ${shortHash(one.release)}`}
                isDisabled={!one.document}
                onPress={() => void openReleaseDocument(host, one.release)}
              >
                <FileInput size={13} aria-hidden />
                Open its document
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <p className="row-hint">
        Bringing a release back is a deployment like any other: it is undone by itself unless you keep it.
      </p>
    </ScrollArea>
  );
}
