import type * as Monaco from 'monaco-editor/editor';
import type { ExplainedLine } from '../../shared/analyse/explain-line.ts';
import type { Fold } from './section-folds.ts';

/** What helps to read a compiled text, apart from its colours. */
interface Reading {
  readonly folds: (text: string) => readonly Fold[];
  readonly explain: (line: string) => ExplainedLine | undefined;
}

/** Lets texts of a language fold by their sections, and say in words what the line under the mouse means. */
export function registerReading(monaco: typeof Monaco, language: string, { folds, explain }: Reading): void {
  monaco.languages.registerFoldingRangeProvider(language, {
    provideFoldingRanges: (model) =>
      folds(model.getValue()).map(({ start, end, isSection }) => ({
        ...{ start, end },
        ...(isSection ? { kind: monaco.languages.FoldingRangeKind.Region } : {}),
      })),
  });
  monaco.languages.registerHoverProvider(language, {
    provideHover: (model, { lineNumber, column }) => {
      const line = model.getLineContent(lineNumber);
      return hoverOf(explain(line), line, lineNumber, column);
    },
  });
}

/** What the argument under the mouse means, and below it the whole line in a sentence. */
function hoverOf(
  explained: ExplainedLine | undefined,
  line: string,
  lineNumber: number,
  column: number,
): Monaco.languages.Hover | undefined {
  if (!explained) return undefined;
  const part = explained.parts.find(({ from, to }) => column > from && column <= to + 1);
  const contents = [
    ...(part && part.words !== explained.summary ? [`**${plain(part.words)}**`] : []),
    plain(explained.summary),
  ];
  return {
    contents: contents.map((value) => ({ value })),
    range: {
      startLineNumber: lineNumber,
      endLineNumber: lineNumber,
      startColumn: (part?.from ?? 0) + 1,
      endColumn: (part?.to ?? line.length) + 1,
    },
  };
}

/** Names of the drawing are text and no Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&');
}
