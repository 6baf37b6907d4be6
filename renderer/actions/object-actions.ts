import { BookOpen, Clock, Eraser, FileText, Hash, Replace, User, Workflow } from 'lucide-react';
import type { Document, Id } from '../../shared/document/document.ts';
import { type Added, addObject } from '../../shared/document/edits/add-records.ts';
import { freshLike } from '../../shared/document/edits/fresh.ts';
import { whereUsed } from '../../shared/document/where-used.ts';
import { newPolicy } from '../rule-edits/policy-commands.ts';
import { deployHost } from '../state/deploy-view-store.ts';
import { currentDocument, edit } from '../state/document-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { openDialog, showDock } from '../state/ui-store.ts';
import type { Action } from './action.ts';

/** Adds an object and selects it, so that the inspector shows its fields. */
function create(label: string, make: (document: Document) => Added): void {
  let id: Id = '';
  edit(
    label,
    (document) => {
      const added = make(document);
      id = added.id;
      return added.document;
    },
    { select: () => [id] },
  );
}

const nameFor = (list: readonly { readonly name: string }[], wish: string) =>
  freshLike(new Set(list.map(({ name }) => name)), wish);

function selectedHost(): Id | undefined {
  return useSelection.getState().ids.find((id) => currentDocument().hosts.some((host) => host.id === id));
}

function selectedInUse(): Id | undefined {
  const [id, ...more] = useSelection.getState().ids;
  if (id === undefined || more.length > 0) return undefined;
  return whereUsed(currentDocument(), id).some(({ named }) => named) ? id : undefined;
}

export const objectActions: readonly Action[] = [
  {
    id: 'object.library',
    group: 'Objects',
    label: 'Standard services and addresses…',
    shortcuts: ['Mod+Shift+L'],
    scope: 'window',
    icon: BookOpen,
    run: () => openDialog({ kind: 'library' }),
  },
  {
    id: 'object.address',
    group: 'Objects',
    label: 'New address',
    scope: 'window',
    icon: Hash,
    run: () =>
      create('Add address', (document) =>
        addObject(document, 'addresses', { name: nameFor(document.addresses, 'address1'), value: '192.0.2.0/24' }),
      ),
  },
  {
    id: 'object.service',
    group: 'Objects',
    label: 'New service',
    scope: 'window',
    icon: Workflow,
    run: () =>
      create('Add service', (document) =>
        addObject(document, 'services', { name: nameFor(document.services, 'service1'), protocol: 'tcp' }),
      ),
  },
  {
    id: 'object.user',
    group: 'Objects',
    label: 'New user',
    scope: 'window',
    icon: User,
    run: () =>
      create('Add user', (document) =>
        addObject(document, 'users', { name: nameFor(document.users, 'user1'), uid: 1000 + document.users.length }),
      ),
  },
  {
    id: 'object.interval',
    group: 'Objects',
    label: 'New interval',
    scope: 'window',
    icon: Clock,
    run: () =>
      create('Add interval', (document) =>
        addObject(document, 'intervals', {
          name: nameFor(document.intervals, 'working hours'),
          days: ['mon', 'tue', 'wed', 'thu', 'fri'],
          from: '08:00',
          to: '18:00',
        }),
      ),
  },
  {
    id: 'object.policy',
    group: 'Objects',
    label: 'New policy',
    scope: 'window',
    icon: FileText,
    enabled: () => deployHost() !== undefined,
    run: () => {
      showDock('rules');
      newPolicy('main', selectedHost());
    },
  },
  {
    id: 'object.replace',
    group: 'Objects',
    label: 'Replace the selected object everywhere…',
    shortcuts: ['Mod+Shift+H'],
    scope: 'window',
    icon: Replace,
    enabled: () => selectedInUse() !== undefined,
    run: () => {
      const id = selectedInUse();
      if (id !== undefined) openDialog({ kind: 'replace', id });
    },
  },
  {
    id: 'object.unused',
    group: 'Objects',
    label: 'Find unused objects…',
    scope: 'window',
    icon: Eraser,
    run: () => openDialog({ kind: 'unused' }),
  },
];
