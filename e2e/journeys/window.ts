import type { Locator, Page } from '@playwright/test';
import { CanvasView } from './window/canvas-view.ts';
import { ComparisonView } from './window/comparison-view.ts';
import { DeployTab } from './window/deploy-tab.ts';
import { FileDialogs } from './window/file-dialogs.ts';
import { HostQuestionsView } from './window/host-questions.ts';
import { InspectorView } from './window/inspector-view.ts';
import { ObjectsView } from './window/objects-view.ts';
import { ProblemsTab } from './window/problems-tab.ts';
import { RulesTab } from './window/rules-tab.ts';
import { browserClipboard, type Clipboard, ScriptTab } from './window/script-tab.ts';

export type DockTab = 'Script' | 'Rules' | 'Problems' | 'Deploy';

/** The window as its user sees it: everything is found by its role and its words. */
export class Window {
  readonly page: Page;
  readonly canvas: CanvasView;
  readonly inspector: InspectorView;
  readonly script: ScriptTab;
  readonly objects: ObjectsView;
  readonly problems: ProblemsTab;
  readonly rules: RulesTab;
  readonly deploy: DeployTab;
  readonly comparison: ComparisonView;
  readonly questions: HostQuestionsView;
  readonly files: FileDialogs;

  constructor(page: Page, clipboard: Clipboard = browserClipboard(page)) {
    this.page = page;
    this.canvas = new CanvasView(page);
    this.inspector = new InspectorView(page);
    this.script = new ScriptTab(page, clipboard);
    this.objects = new ObjectsView(page);
    this.problems = new ProblemsTab(page);
    this.rules = new RulesTab(page);
    this.deploy = new DeployTab(page);
    this.comparison = new ComparisonView(page);
    this.questions = new HostQuestionsView(page);
    this.files = new FileDialogs(page);
  }

  get tree(): Locator {
    return this.page.getByRole('treegrid', { name: 'Objects' });
  }

  /** The sentences at the foot of the window. */
  get notices(): Locator {
    return this.page.getByRole('log', { name: 'Notices' });
  }

  /** A bar above the drawing that wants a decision. */
  bar(words: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: words });
  }

  get unsaved(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Unsaved' });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async show(tab: DockTab): Promise<void> {
    await this.page.getByRole('tab', { name: tab }).click();
  }

  async fileMenu(item: string): Promise<void> {
    await this.button('File').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async theme(name: 'Light' | 'Dark'): Promise<void> {
    await this.button('Theme').click();
    await this.page.getByRole('menuitemradio', { name }).click();
  }

  async undo(): Promise<void> {
    await this.button(/^Undo/).click();
  }

  async redo(): Promise<void> {
    await this.button(/^Redo/).click();
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((done, key) => done.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }
}
