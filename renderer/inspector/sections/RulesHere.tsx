import { ListChecks, Locate, SquareTerminal } from 'lucide-react';
import { Fragment, useDeferredValue, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { type RuleAtObject, rulesAtObject } from '../../../shared/analyse/rules-at-object.ts';
import { SECTION_TITLES } from '../../../shared/compiler/emit/section-heading.ts';
import { type NumberedRule, SECTIONS } from '../../../shared/compiler/result.ts';
import { countWords } from '../../../shared/document/describe.ts';
import type { Id } from '../../../shared/document/document.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import { goToDerived, policyAround } from '../../rules/go-to-derived.ts';
import { currentDocument } from '../../state/document-store.ts';
import { goToRule, goToScript, showOnCanvas } from '../../state/go-to.ts';
import { useResults } from '../../state/results-store.ts';
import { useSelection } from '../../state/selection-store.ts';
import { Section } from '../fields/Section.tsx';

/** So many at first: a host has thousands. */
const SHOWN_AT_FIRST = 40;

/** Every compiled rule that acts at an object, derived and own, in the order in which packets meet them. */
export function RulesHere({ id }: { readonly id: Id }) {
  // A key that is pressed while a long list of rules is looked through goes first.
  const hosts = useDeferredValue(useResults((state) => state.lastHosts));
  const compiled = useDeferredValue(useResults((state) => state.document));
  const [ownOnly, setOwnOnly] = useState(false);
  const [all, setAll] = useState(false);
  const found = useMemo(() => rulesAtObject(compiled ?? currentDocument(), hosts, id), [compiled, hosts, id]);
  if (hosts.length === 0) return undefined;
  const own = found.filter(({ rule }) => rule.origin.rule !== undefined);
  const listed = ownOnly ? own : found;
  const shown = all ? listed : listed.slice(0, SHOWN_AT_FIRST);
  return (
    <Section
      title="Rules here"
      action={<span className="rules-here-count">{shareWords(found.length, own.length)}</span>}
    >
      {own.length > 0 && own.length < found.length && (
        <button type="button" className="text-button" aria-pressed={ownOnly} onClick={() => setOwnOnly(!ownOnly)}>
          {ownOnly ? 'Show the derived ones, too' : 'Show only yours'}
        </button>
      )}
      {found.length === 0 && <p className="empty">No rule of the compiled script acts here.</p>}
      {own.length === 0 && found.length > 0 && (
        <p className="rules-here-none">
          None of your own rules acts here: nothing is accepted but what they let begin.
        </p>
      )}
      <ol className="rules-here">
        {shown.map((one, index) => (
          <Fragment key={`${one.host}:${one.rule.number}`}>
            {one.rule.section !== shown[index - 1]?.rule.section && (
              <li className="rules-here-section">{sectionTitle(one.rule)}</li>
            )}
            <RuleHere one={one} />
          </Fragment>
        ))}
      </ol>
      {listed.length > shown.length && (
        <Button className="button is-small is-quiet" onPress={() => setAll(true)}>
          Show all {listed.length}
        </Button>
      )}
    </Section>
  );
}

function RuleHere({ one }: { readonly one: RuleAtObject }) {
  const { number, action, origin } = one.rule;
  const own = origin.rule;
  const focused = useSelection(
    (state) => own !== undefined && state.rule?.policy === own.policy && state.rule.rule === own.rule,
  );
  return (
    <li
      className={`rule-here is-${action}${focused ? ' is-focused' : ''}${one.general ? ' is-general' : ''}`}
      aria-label={`Rule ${number}: ${origin.reason}`}
    >
      <span className="rule-here-head">
        <span className="rule-here-number">{number}</span>
        <span className={`rule-here-action is-${action}`}>{action}</span>
        <span className="rule-here-from">{own ? 'yours' : one.general ? 'everywhere' : 'derived'}</span>
        <span className="rule-here-links">
          {(own || policyAround(one.host)) && (
            <IconButton
              label={`Rule ${number} in the table`}
              className="is-small"
              onPress={() => (own ? goToRule(own) : goToDerived(one))}
            >
              <ListChecks size={15} aria-hidden />
            </IconButton>
          )}
          <IconButton label={`Rule ${number} in the script`} className="is-small" onPress={() => goToScript(one)}>
            <SquareTerminal size={15} aria-hidden />
          </IconButton>
          <IconButton label={`Rule ${number} on the canvas`} className="is-small" onPress={() => showOnCanvas(one)}>
            <Locate size={15} aria-hidden />
          </IconButton>
        </span>
      </span>
      <span className="rule-here-reason">{origin.reason}</span>
    </li>
  );
}

function sectionTitle({ section }: NumberedRule): string {
  if (section === 'layer-2') return 'Layer 2';
  return `${SECTIONS.indexOf(section)} · ${SECTION_TITLES[section]}`;
}

function shareWords(all: number, own: number): string {
  if (all === 0) return 'none';
  return `${countWords(all, 'rule')}, ${own === 0 ? 'none' : own} of them yours`;
}
