import {
  ArrowDown,
  ArrowLeftRight,
  ArrowUp,
  Ban,
  ClipboardPaste,
  Copy,
  CopyPlus,
  FileCode2,
  FileText,
  Folder,
  FolderMinus,
  ListMinus,
  ListPlus,
  Palette,
  PencilLine,
  Power,
  Scissors,
  ScrollText,
  Trash2,
} from 'lucide-react';
import { RULE_COLORS } from '../../shared/document/edits/rule-labels.ts';
import {
  activateCursor,
  addSelection,
  cellHere,
  deleteHere,
  deleteLast,
  toggleCursor,
  toggleLog,
  toggleNegation,
} from '../rule-edits/cell-commands.ts';
import { choose, setWidth, useGrid } from '../rule-edits/grid-store.ts';
import { deletePolicy, newPolicy, stepPolicy } from '../rule-edits/policy-commands.ts';
import { copyHere, cutHere, hasCopiedInTable, meansRules, pasteHere } from '../rule-edits/rule-clipboard.ts';
import {
  areStateless,
  colorRules,
  deleteRules,
  directRules,
  duplicateRules,
  groupRules,
  insertRule,
  moveRules,
  swapRuleEnds,
  toggleRules,
  toggleStateless,
  ungroupRules,
} from '../rule-edits/rule-commands.ts';
import { actingRefs, here, shownPolicy } from '../rule-edits/shown-table.ts';
import { deployHost } from '../state/deploy-view-store.ts';
import { currentDocument } from '../state/document-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { showDock, useUi } from '../state/ui-store.ts';
import type { Action } from './action.ts';

const shown = () => useUi.getState().dock === 'rules';
const inTable = () => shown() && here() !== undefined;
const onRules = () => shown() && actingRefs().length > 0;
const onCell = () => shown() && here()?.rule !== undefined;
const inPolicy = () => shown() && shownPolicy() !== undefined;
const hasPlace = () => deployHost() !== undefined;

function isSelected(id: string | undefined): boolean {
  const [only, ...more] = useSelection.getState().ids;
  return only !== undefined && only === id && more.length === 0;
}

type Part = Omit<Action, 'group' | 'scope'> & { readonly scope?: Action['scope'] };

const parts: readonly Part[] = [
  {
    id: 'edit',
    label: 'Edit the cell',
    shortcuts: ['Enter', 'F2'],
    icon: PencilLine,
    enabled: inTable,
    run: () => activateCursor(),
  },
  { id: 'toggle', label: 'Switch what the cell says', shortcuts: ['Space'], enabled: inTable, run: toggleCursor },
  {
    id: 'insert-below',
    label: 'Insert a rule below',
    shortcuts: ['Insert'],
    icon: ListPlus,
    enabled: inPolicy,
    run: () => insertRule('below'),
  },
  {
    id: 'insert-above',
    label: 'Insert a rule above',
    shortcuts: ['Shift+Insert'],
    icon: ListMinus,
    enabled: inPolicy,
    run: () => insertRule('above'),
  },
  {
    id: 'cut',
    label: () => (meansRules() ? 'Cut the rules' : 'Cut the cell'),
    shortcuts: ['Mod+X'],
    icon: Scissors,
    enabled: inTable,
    run: cutHere,
  },
  {
    id: 'copy',
    label: () => (meansRules() ? 'Copy the rules' : 'Copy the cell'),
    shortcuts: ['Mod+C'],
    icon: Copy,
    enabled: inTable,
    run: copyHere,
  },
  {
    id: 'paste',
    label: 'Paste into the rules',
    shortcuts: ['Mod+V'],
    icon: ClipboardPaste,
    enabled: () => inTable() && hasCopiedInTable(),
    run: pasteHere,
  },
  {
    id: 'duplicate',
    label: 'Duplicate the rules',
    shortcuts: ['Mod+D'],
    icon: CopyPlus,
    enabled: onRules,
    run: duplicateRules,
  },
  {
    id: 'move-up',
    label: 'Move the rules up',
    shortcuts: ['Alt+ArrowUp'],
    icon: ArrowUp,
    enabled: onRules,
    run: () => moveRules('up'),
  },
  {
    id: 'move-down',
    label: 'Move the rules down',
    shortcuts: ['Alt+ArrowDown'],
    icon: ArrowDown,
    enabled: onRules,
    run: () => moveRules('down'),
  },
  { id: 'clear', label: 'Clear the cell', shortcuts: ['Delete'], enabled: inTable, run: deleteHere },
  {
    id: 'clear-last',
    label: 'Take the last object out of the cell',
    shortcuts: ['Backspace'],
    enabled: onCell,
    run: deleteLast,
  },
  {
    id: 'delete',
    label: 'Delete the rules',
    shortcuts: ['Mod+Delete', 'Mod+Backspace'],
    icon: Trash2,
    enabled: onRules,
    run: () => deleteRules(),
  },
  {
    id: 'switch',
    label: 'Switch the rules on or off',
    shortcuts: ['Mod+E'],
    icon: Power,
    enabled: onRules,
    run: toggleRules,
  },
  {
    id: 'negate',
    label: 'Negate the cell: all except these',
    shortcuts: ['!'],
    icon: Ban,
    enabled: () => shown() && cellHere() !== undefined,
    run: toggleNegation,
  },
  {
    id: 'log',
    label: 'Log the rules or not',
    shortcuts: ['Mod+L'],
    icon: ScrollText,
    enabled: onRules,
    run: toggleLog,
  },
  { id: 'swap', label: 'Swap source and destination', icon: ArrowLeftRight, enabled: onRules, run: swapRuleEnds },
  {
    id: 'add-selection',
    label: 'Add what is selected in the drawing to the cell',
    shortcuts: ['Alt+Insert'],
    enabled: () => shown() && cellHere() !== undefined && useSelection.getState().ids.length > 0,
    run: addSelection,
  },
  {
    id: 'compile',
    label: 'Show what the rule compiles to',
    shortcuts: ['Mod+Enter'],
    icon: FileCode2,
    enabled: inTable,
    run: () => useGrid.setState({ compiled: here()?.line.key }),
  },
  {
    id: 'direction-in',
    label: 'Direction of the rules: in, up from the guest',
    enabled: onRules,
    run: () => directRules('in'),
  },
  {
    id: 'direction-out',
    label: 'Direction of the rules: out, down to the guest',
    enabled: onRules,
    run: () => directRules('out'),
  },
  {
    id: 'direction-both',
    label: 'Direction of the rules: both ways',
    enabled: onRules,
    run: () => directRules('both'),
  },
  {
    id: 'stateless',
    label: () => (onRules() && areStateless() ? 'Make the rules follow connections again' : 'Make the rules stateless'),
    enabled: onRules,
    run: toggleStateless,
  },
  { id: 'group', label: 'Group the rules', shortcuts: ['Mod+G'], icon: Folder, enabled: onRules, run: groupRules },
  {
    id: 'ungroup',
    label: 'Take the rules out of their group',
    shortcuts: ['Mod+Shift+G'],
    icon: FolderMinus,
    enabled: onRules,
    run: ungroupRules,
  },
  {
    id: 'rename-group',
    label: 'Rename the group of rules',
    enabled: () => shown() && here()?.line.kind === 'group',
    run: () => useUi.setState({ renaming: here()?.line.key }),
  },
  {
    id: 'select-all',
    label: 'Choose all rules',
    shortcuts: ['Mod+A'],
    enabled: inPolicy,
    run: () => choose(shownPolicy()?.rules.map(({ id }) => id) ?? []),
  },
  {
    id: 'transfer',
    label: 'Move or copy the rules to another policy…',
    shortcuts: ['Mod+M'],
    icon: FileText,
    enabled: () => onRules() && currentDocument().policies.length > 1,
    run: () => useUi.setState({ transferOpen: true }),
  },
  {
    id: 'wider',
    label: 'Make the column wider',
    shortcuts: ['Mod+Alt+ArrowRight'],
    enabled: inTable,
    run: () => stepWidth(16),
  },
  {
    id: 'narrower',
    label: 'Make the column narrower',
    shortcuts: ['Mod+Alt+ArrowLeft'],
    enabled: inTable,
    run: () => stepWidth(-16),
  },
  {
    id: 'next-policy',
    label: 'Next policy',
    shortcuts: ['Alt+PageDown'],
    enabled: () => shown() && currentDocument().policies.length > 1,
    run: () => stepPolicy(1),
  },
  {
    id: 'previous-policy',
    label: 'Previous policy',
    shortcuts: ['Alt+PageUp'],
    enabled: () => shown() && currentDocument().policies.length > 1,
    run: () => stepPolicy(-1),
  },
  {
    id: 'new-branch',
    label: 'Add branch policy',
    icon: FileText,
    scope: 'window',
    enabled: hasPlace,
    run: () => {
      showDock('rules');
      newPolicy('branch');
    },
  },
  {
    id: 'rename-policy',
    label: 'Rename policy',
    scope: 'window',
    enabled: inPolicy,
    run: () => useUi.setState({ renaming: `policy:${shownPolicy()?.id}` }),
  },
  {
    id: 'delete-policy',
    label: () => `Delete policy ${shownPolicy()?.name ?? ''}`.trim(),
    scope: 'window',
    icon: Trash2,
    // Selected, it is deleted as every other object is: the same words twice would only be asked about.
    enabled: () => inPolicy() && !isSelected(shownPolicy()?.id),
    run: () => {
      const policy = shownPolicy();
      if (policy) deletePolicy(policy);
    },
  },
  ...RULE_COLORS.map(
    (color): Part => ({
      id: `color-${color}`,
      label: `Colour the rules ${color}`,
      icon: Palette,
      enabled: onRules,
      run: () => colorRules(color),
    }),
  ),
  { id: 'color-none', label: 'Take the colour from the rules', enabled: onRules, run: () => colorRules(undefined) },
];

/** What can be done in the rule table. Its keys are read there alone. */
export const ruleActions: readonly Action[] = parts.map((part) => ({
  scope: 'rules',
  ...part,
  id: `rules.${part.id}`,
  group: 'Rules',
}));

/** From the width that is seen, which need not have been set by anybody. */
function stepWidth(by: number): void {
  const column = here()?.cursor.column;
  const head = document.querySelector(`[data-region="rules"] th[data-column="${column}"]`);
  if (column && head) setWidth(column, Math.max(34, head.getBoundingClientRect().width + by));
}
