import { GitCompareArrows } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { CompiledHost } from '../../shared/compiler/result.ts';
import type { ScriptStyle } from '../../shared/document/document.ts';
import { hasErrors } from '../../shared/document/finding.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { actionLabel, isEnabled } from '../actions/action.ts';
import { actionById } from '../actions/registry.ts';
import { InlineSelect } from '../controls/InlineSelect.tsx';
import { useDocument } from '../state/document-store.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { fileWords, type PreviewFile } from '../state/script-lines.ts';
import { useScript } from '../state/script-store.ts';
import { showDock } from '../state/ui-store.ts';

const STYLES = [
  { id: 'restore', label: 'Atomic restore' },
  { id: 'commands', label: 'One command a line' },
] as const;

const SCRIPT = 'firewall.sh';

interface ScriptBarProps {
  readonly hosts: readonly CompiledHost[];
  readonly host: CompiledHost;
  readonly files: readonly PreviewFile[];
  readonly file: PreviewFile;
}

/** Which script is shown: the host, the family or layer, the style; and what can be done with it. */
export function ScriptBar({ hosts, host, files, file }: ScriptBarProps) {
  return (
    <div className="panel-bar" role="toolbar" aria-label="Script">
      {hosts.length > 1 && (
        <InlineSelect
          label="Host"
          value={host.host}
          choices={hosts.map((one) => ({ id: one.host, label: one.name }))}
          onChange={(id) => useScript.setState({ host: id, line: undefined, reveal: undefined })}
        />
      )}
      <InlineSelect
        label="File"
        value={file.name}
        choices={files.map(({ name }) => ({ id: name, label: name, detail: fileWords(name) }))}
        onChange={(name) => useScript.setState({ file: name, line: undefined, reveal: undefined })}
      />
      {/* The rule files are payloads for iptables-restore, whatever the style of the script around them. */}
      {file.name === SCRIPT && <StyleSelect host={host} />}
      <Staleness />
      <span className="panel-bar-space" />
      <CompareMenu />
      <ActionButton action={actionById('script.find')} />
      <ActionButton action={actionById('script.fold')} />
      <ActionButton action={actionById('script.save')} />
      <ActionButton action={actionById('script.copy')} />
    </div>
  );
}

function CompareMenu() {
  return (
    <MenuTrigger>
      <Button className="button is-small is-quiet">
        <GitCompareArrows size={14} aria-hidden />
        Compare
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Compare">
          {['script.compare-saved', 'script.compare-file', 'deploy.difference'].map(actionById).map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              className="menu-item"
              isDisabled={!isEnabled(action)}
              onAction={action.run}
            >
              <span className="menu-label">{actionLabel(action)}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function StyleSelect({ host }: { readonly host: CompiledHost }) {
  const style = useResults((state) => state.style);
  const own = useDocument(
    (document) => document.hosts.find((one) => one.id === host.host)?.settings?.script ?? 'restore',
  );
  return (
    <InlineSelect
      label="Style"
      value={style ?? own}
      choices={STYLES}
      onChange={(value) => useResults.setState({ style: value === own ? undefined : (value as ScriptStyle) })}
    />
  );
}

/** Says so when the script shown is not that of the drawing. */
function Staleness() {
  const errors = useResults((state) => hasErrors(allFindings(state)));
  if (!errors) return undefined;
  return (
    <button
      type="button"
      className="stale"
      title="The drawing has errors: this is its last good script. Press to see them."
      onClick={() => showDock('problems')}
    >
      Last good script
    </button>
  );
}
