import { FileCode2, ListTree, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { ReleaseDiff } from '../../shared/contract/host-calls.ts';
import type { Host } from '../../shared/document/document.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { InlineSelect } from '../controls/InlineSelect.tsx';
import { compareHost } from '../hosts/ask-hosts.ts';
import { DiffView } from '../script/DiffView.tsx';
import { useAskedOf } from '../state/asked-store.ts';
import { useDeployView } from '../state/deploy-view-store.ts';
import { AskedFailure } from './AskedFailure.tsx';
import { AskedNote } from './AskedNote.tsx';
import { NothingDiffers } from './NothingDiffers.tsx';
import { RuleChanges } from './RuleChanges.tsx';

const AGAINST = [
  { id: 'deployed', label: 'deployed release' },
  { id: 'kernel', label: 'kernel now' },
] as const;

type Against = (typeof AGAINST)[number]['id'];
type Shape = 'rules' | 'text';

/** What a deployment would change on the host, rule by rule or as text. */
export function DifferenceView({ host }: { readonly host: Host }) {
  const against = useDeployView((state) => state.against);
  const asked = useAskedOf(`diff-${against}`, host.id);
  const [shape, setShape] = useState<Shape>('rules');
  const compare = (now: Against) => void compareHost(host.id, now);
  const controls = (
    <>
      <InlineSelect
        label="Against"
        value={against}
        choices={AGAINST}
        onChange={(now) => {
          useDeployView.setState({ against: now as Against });
          compare(now as Against);
        }}
      />
      {asked.answer && !asked.answer.same && <ShapeButtons shape={shape} onChange={setShape} />}
      {asked.answer && !asked.asking && (
        <IconButton label="Compare again" onPress={() => compare(against)}>
          <RefreshCw size={14} aria-hidden />
        </IconButton>
      )}
      <AskedNote asked={asked} host={host} doing="Comparing on the host…" />
    </>
  );
  if (asked.answer && !asked.answer.same && shape === 'text') {
    return (
      <div className="host-view">
        <AskedFailure asked={asked} />
        <DiffView
          files={asked.answer.files}
          beforeTitle={against === 'kernel' ? `${host.name} now` : `deployed to ${host.name}`}
          afterTitle="this drawing"
          same={<NothingDiffers host={host} against={against} />}
        >
          {controls}
        </DiffView>
      </div>
    );
  }
  return (
    <div className="host-view">
      <div className="panel-bar" role="toolbar" aria-label="Difference">
        {controls}
      </div>
      <AskedFailure asked={asked} />
      {asked.answer ? (
        <Answer diff={asked.answer} host={host} against={against} />
      ) : (
        <NotCompared host={host} asking={asked.asking} onCompare={() => compare(against)} />
      )}
    </div>
  );
}

interface AnswerProps {
  readonly diff: ReleaseDiff;
  readonly host: Host;
  readonly against: Against;
}

function Answer({ diff, host, against }: AnswerProps) {
  return diff.same ? <NothingDiffers host={host} against={against} /> : <RuleChanges diff={diff} host={host} />;
}

interface ShapeButtonsProps {
  readonly shape: Shape;
  readonly onChange: (shape: Shape) => void;
}

function ShapeButtons({ shape, onChange }: ShapeButtonsProps) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label="Shown as"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shape]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key === 'rules' || key === 'text') onChange(key);
      }}
    >
      <ToggleButton id="rules" className="segment">
        <ListTree size={13} aria-hidden />
        Rules
      </ToggleButton>
      <ToggleButton id="text" className="segment">
        <FileCode2 size={13} aria-hidden />
        Text
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

interface NotComparedProps {
  readonly host: Host;
  readonly asking: boolean;
  readonly onCompare: () => void;
}

function NotCompared({ host, asking, onCompare }: NotComparedProps) {
  return (
    <div className="panel-empty">
      <p>
        What this drawing compiles to is loaded aside on {host.name}, where no packet meets it, and compared with what
        its kernel makes of the other: so nothing shows as a difference that is only written differently. Rules of other
        programs do not count.
      </p>
      <Button className="button" isDisabled={asking} onPress={onCompare}>
        Compare now
      </Button>
    </div>
  );
}
