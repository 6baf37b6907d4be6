/** The system's own file dialogs, where a window has them. Both give `undefined` when the user cancels. */
export interface Dialogs {
  pickOpen(): Promise<string | undefined>;
  pickSave(suggested: string): Promise<string | undefined>;
}
