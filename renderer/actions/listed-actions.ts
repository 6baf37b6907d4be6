import { FileText, FolderOpen, History, Laptop, RefreshCw, Shapes, Trash2 } from 'lucide-react';
import type { ScriptStyle } from '../../shared/document/document.ts';
import { afterAsking, openExample, openPath, openRecovery } from '../files/open-document.ts';
import { dropRecovery } from '../files/recovery.ts';
import { hasAddress, lookAt, useDeployView } from '../state/deploy-view-store.ts';
import { currentDocument } from '../state/document-store.ts';
import { fileName, useFile } from '../state/file-store.ts';
import { useResults } from '../state/results-store.ts';
import { previewFiles } from '../state/script-lines.ts';
import { useScript } from '../state/script-store.ts';
import { showDock } from '../state/ui-store.ts';
import type { Action } from './action.ts';
import { ACTIONS } from './registry.ts';

/** All that can be done at this moment: every action of the program, and one for each thing that its menus and lists have just now. */
export function listedActions(): readonly Action[] {
  return [...ACTIONS, ...files(), ...copies(), ...scripts(), ...hosts()];
}

const anywhere = { scope: 'window' } as const;

function files(): readonly Action[] {
  const { recent, examples, changedOnDisk, path } = useFile.getState();
  return [
    ...recent.map(
      (one): Action => ({
        ...anywhere,
        id: `file.recent ${one.path}`,
        group: 'File',
        label: `Open ${fileName(one.path)}, used lately`,
        icon: FolderOpen,
        run: () => afterAsking('Open another document?', () => void openPath(one.path)),
      }),
    ),
    ...examples.map(
      (example): Action => ({
        ...anywhere,
        id: `file.example ${example.id}`,
        group: 'File',
        label: `Open the example ${example.name}`,
        icon: Shapes,
        run: () => afterAsking('Open the example?', () => void openExample(example.id)),
      }),
    ),
    ...(changedOnDisk === 'changed' && path !== undefined
      ? [
          {
            ...anywhere,
            id: 'file.reload',
            group: 'File',
            label: `Reload ${fileName(path)} from the disk`,
            icon: RefreshCw,
            run: () => void openPath(path),
          } as const,
        ]
      : []),
  ];
}

/** Of unsaved work that an earlier window left behind. */
function copies(): readonly Action[] {
  return useFile.getState().copies.flatMap(({ id, name, path }): Action[] => {
    const what = path === undefined ? name : fileName(path);
    return [
      {
        ...anywhere,
        id: `file.copy-open ${id}`,
        group: 'File',
        label: `Open the kept copy of ${what}`,
        icon: History,
        run: () => afterAsking('Open the kept copy?', () => void openRecovery(id)),
      },
      {
        ...anywhere,
        id: `file.copy-drop ${id}`,
        group: 'File',
        label: `Delete the kept copy of ${what}`,
        icon: Trash2,
        run: () => {
          dropRecovery(id);
          useFile.setState(({ copies: now }) => ({ copies: now.filter((copy) => copy.id !== id) }));
        },
      },
    ];
  });
}

const STYLES: readonly (readonly [ScriptStyle, string])[] = [
  ['restore', 'Write the script as one atomic restore'],
  ['commands', 'Write the script with one command a line'],
];

function scripts(): readonly Action[] {
  const { lastHosts } = useResults.getState();
  const { host, comparison } = useScript.getState();
  const shown = lastHosts.find((one) => one.host === host) ?? lastHosts[0];
  if (!shown) return [];
  const look = (change: Partial<ReturnType<typeof useScript.getState>>) => {
    useScript.setState({ line: undefined, reveal: undefined, comparison: undefined, ...change });
    showDock('script');
  };
  return [
    ...(comparison === undefined
      ? []
      : [
          {
            ...anywhere,
            id: 'script.leave',
            group: 'View',
            label: 'Leave the comparison',
            run: () => look({}),
          } as const,
        ]),
    ...previewFiles(shown).map(
      ({ name }): Action => ({
        ...anywhere,
        id: `script.file ${name}`,
        group: 'View',
        label: `Show ${name}`,
        icon: FileText,
        run: () => look({ file: name }),
      }),
    ),
    ...(lastHosts.length < 2 ? [] : lastHosts).map(
      (one): Action => ({
        ...anywhere,
        id: `script.host ${one.host}`,
        group: 'View',
        label: `Show the script of ${one.name}`,
        icon: FileText,
        run: () => look({ host: one.host }),
      }),
    ),
    ...STYLES.map(
      ([style, label]): Action => ({
        ...anywhere,
        id: `script.style ${style}`,
        group: 'View',
        label,
        run: () => {
          useResults.setState({ style });
          look({ file: 'firewall.sh' });
        },
      }),
    ),
  ];
}

/** Which host the Deploy tab is about; what is done there has actions of its own. */
function hosts(): readonly Action[] {
  const all = currentDocument().hosts.filter(hasAddress);
  if (all.length < 2) return [];
  const { ticked } = useDeployView.getState();
  return all.flatMap(({ id, name }): Action[] => [
    {
      ...anywhere,
      id: `deploy.look ${id}`,
      group: 'Deploy',
      label: `Look at ${name}`,
      icon: Laptop,
      run: () => {
        showDock('deploy');
        lookAt(id);
      },
    },
    {
      ...anywhere,
      id: `deploy.tick ${id}`,
      group: 'Deploy',
      label: ticked.includes(id)
        ? `Leave ${name} out of the next deployment`
        : `Choose ${name} for the next deployment`,
      run: () => {
        showDock('deploy');
        useDeployView.setState({
          ticked: ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id],
        });
      },
    },
  ]);
}
