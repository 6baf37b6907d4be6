import { homedir } from 'node:os';
import type { Emit, Handlers } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import type { BundledExamples } from '../examples/bundled-examples.ts';
import { absolutePath } from './absolute-path.ts';
import type { Dialogs } from './dialogs.ts';
import { FileWatch } from './file-watch.ts';
import { listFolder } from './list-folder.ts';
import { openFile } from './open-file.ts';
import type { RecentFiles } from './recent-files.ts';
import { saveFile } from './save-file.ts';

type FileCall =
  | 'files.open'
  | 'files.save'
  | 'files.list'
  | 'files.pickOpen'
  | 'files.pickSave'
  | 'files.examples'
  | 'files.example'
  | 'files.watch'
  | 'files.recent'
  | 'files.forget';

export interface FileServices {
  readonly dialogs?: Dialogs;
  readonly examples: BundledExamples;
  readonly recent: RecentFiles;
}

/** The file calls of one window. */
export function fileHandlers(
  services: FileServices,
  emit: Emit,
  onClose: (listener: () => void) => void,
): Pick<Handlers, FileCall> {
  let watched: FileWatch | undefined;
  let wanted = 0;
  const watch = (next: FileWatch | undefined): void => {
    watched?.close();
    watched = next;
  };
  onClose(() => {
    wanted = -1;
    watch(undefined);
  });

  return {
    'files.open': async ({ path, aside }) => {
      const opened = await openFile(absolutePath(path));
      if (opened.path !== undefined && !aside) await services.recent.remember(opened.path);
      return opened;
    },
    'files.recent': async () => ({ files: [...(await services.recent.list())] }),
    'files.forget': async ({ path }) => {
      await services.recent.forget(path);
      return {};
    },
    'files.save': async (params) => {
      const path = absolutePath(params.path);
      const save = (): ReturnType<typeof saveFile> => saveFile({ ...params, path });
      const saved = await (watched?.path === path ? watched.duringSave(params.text, save) : save());
      await services.recent.remember(saved.path);
      return saved;
    },
    'files.list': ({ folder, all }) => listFolder(absolutePath(folder || homedir()), all),
    'files.pickOpen': async () => answer(await dialogsOf(services).pickOpen()),
    'files.pickSave': async ({ suggested }) => answer(await dialogsOf(services).pickSave(suggested)),
    'files.examples': () => services.examples.list(),
    'files.example': ({ id }) => services.examples.open(id),
    'files.watch': async ({ path }) => {
      if (wanted < 0) return {};
      wanted += 1;
      const mine = wanted;
      watch(undefined);
      if (path === undefined) return {};
      const started = await FileWatch.start(absolutePath(path), (changed, stamp) =>
        emit('file-changed', { path: changed, ...(stamp ? { stamp } : {}) }),
      );
      // Meanwhile another file may have been named, or the window may have gone.
      if (mine === wanted) watch(started);
      else started.close();
      return {};
    },
  };
}

function answer(path: string | undefined): { path?: string } {
  return path === undefined ? {} : { path };
}

function dialogsOf({ dialogs }: FileServices): Dialogs {
  if (dialogs) return dialogs;
  throw new CallError('unsupported', 'This window has no file dialogs of the system: it shows its own.');
}
