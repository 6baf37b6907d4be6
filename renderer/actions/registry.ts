import type { Action } from './action.ts';
import { alignActions } from './align-actions.ts';
import { arrangeAction } from './arrange-action.ts';
import { canvasActions } from './canvas-actions.ts';
import { deployActions } from './deploy-actions.ts';
import { diffActions } from './diff-actions.ts';
import { drawActions } from './draw-actions.ts';
import { editActions } from './edit-actions.ts';
import { fileActions } from './file-actions.ts';
import { moveActions } from './move-actions.ts';
import { objectActions } from './object-actions.ts';
import { ruleActions } from './rule-actions.ts';
import { scriptActions } from './script-actions.ts';
import { viewActions } from './view-actions.ts';

/** Every action of the program, in the order in which the command palette lists them. */
export const ACTIONS: readonly Action[] = [
  ...fileActions,
  ...editActions,
  ...drawActions,
  ...canvasActions,
  ...alignActions,
  arrangeAction,
  ...objectActions,
  ...viewActions,
  ...scriptActions,
  ...diffActions,
  ...ruleActions,
  ...deployActions,
  ...moveActions,
];

const byId = new Map(ACTIONS.map((action) => [action.id, action]));

export function actionById(id: string): Action {
  const action = byId.get(id);
  if (!action) throw new Error(`There is no action ${id}.`);
  return action;
}
