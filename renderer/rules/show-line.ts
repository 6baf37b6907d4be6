import type { CompiledHost, NumberedRule } from '../../shared/compiler/result.ts';
import { useScript } from '../state/script-store.ts';
import { lightUp } from '../state/selection-store.ts';
import { showDock } from '../state/ui-store.ts';

/** Shows one line of a compiled rule in the script, and what it is about on the canvas. */
export function showLine(host: CompiledHost, rule: NumberedRule, file: string, line: number): void {
  useScript.setState({ host: host.host, file, line, reveal: { line }, comparison: undefined });
  lightUp(rule.origin.objects, rule.origin.rule);
  showDock('script');
}
