import { CircleCheck, OctagonX, TriangleAlert } from 'lucide-react';
import type { PreflightResult, PreflightVerdict } from '../../shared/contract/preflight.ts';
import { ScrollArea } from '../controls/ScrollArea.tsx';

const GROUPS = [
  { verdict: 'stop', icon: OctagonX, title: 'Stops a deployment' },
  { verdict: 'warning', icon: TriangleAlert, title: 'To be known' },
  { verdict: 'fine', icon: CircleCheck, title: 'Fine' },
] as const satisfies readonly { verdict: PreflightVerdict; icon: unknown; title: string }[];

interface PreflightListProps {
  readonly results: readonly PreflightResult[];
  readonly name: string;
}

/** What was found, the gravest first. */
export function PreflightList({ results, name }: PreflightListProps) {
  return (
    <ScrollArea className="host-scroll" label={`What was found on ${name}`}>
      {GROUPS.map(({ verdict, icon: Icon, title }) => {
        const own = results.filter((result) => result.verdict === verdict);
        if (own.length === 0) return undefined;
        return (
          <section key={verdict} aria-label={title}>
            <h3 className="panel-subtitle">
              {title} ({own.length})
            </h3>
            <ul className="preflight">
              {own.map((result) => (
                <li key={`${result.check} ${result.message}`} className={`preflight-result is-${verdict}`}>
                  <Icon size={15} aria-hidden />
                  <div>
                    <b>{result.title}</b> <span>{result.message}</span>
                    {result.mend !== undefined && <p className="preflight-mend">{result.mend}</p>}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </ScrollArea>
  );
}
