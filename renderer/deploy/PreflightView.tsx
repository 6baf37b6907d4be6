import { Stethoscope } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Host } from '../../shared/document/document.ts';
import { checkHost } from '../hosts/ask-hosts.ts';
import { useAskedOf } from '../state/asked-store.ts';
import { useDeploy } from '../state/deploy-store.ts';
import { AskedFailure } from './AskedFailure.tsx';
import { AskedNote } from './AskedNote.tsx';
import { PreflightList } from './PreflightList.tsx';

/** What the host was found to be like, by a look at it alone or by the last deployment. */
export function PreflightView({ host }: { readonly host: Host }) {
  const asked = useAskedOf('preflight', host.id);
  const deployed = useDeploy((state) => state.deployments[host.id]?.preflight);
  const results = asked.answer ?? deployed;
  return (
    <div className="host-view">
      <div className="panel-bar">
        <Button className="button is-small" isDisabled={asked.asking} onPress={() => void checkHost(host.id)}>
          <Stethoscope size={13} aria-hidden />
          Check the host
        </Button>
        <AskedNote asked={asked} host={host} doing="Looking at the host…" />
      </div>
      <AskedFailure asked={asked} />
      {results ? (
        <PreflightList results={results} name={host.name} />
      ) : (
        <div className="panel-empty">
          <p>
            A look at {host.name} before anything is pushed: the tools and kernel features that the rules need, whether
            its bridges and ports are as drawn, and who else sets rules there. It reads only and changes nothing; every
            deployment begins with it.
          </p>
        </div>
      )}
    </div>
  );
}
