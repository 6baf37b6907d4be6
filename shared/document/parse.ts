import { findInconsistencies } from './consistency/find-inconsistencies.ts';
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type Document } from './document.ts';
import type { Finding } from './finding.ts';
import { MIGRATIONS, type Migration, migrate } from './migrations.ts';
import { positionAt, scanJson } from './scan-json.ts';
import { findSchemaProblems } from './schema-findings.ts';

export interface ParsedDocument {
  /** Absent when the text cannot be used at all. With errors in `findings` it may still be shown and mended. */
  readonly document?: Document;
  readonly findings: readonly Finding[];
}

/** Which format versions a program reads. */
export interface KnownVersions {
  readonly newest: number;
  readonly migrations: Readonly<Record<number, Migration>>;
}

const THIS_PROGRAM: KnownVersions = { newest: DOCUMENT_VERSION, migrations: MIGRATIONS };

/**
 * Reads the text of a document file. Wrong ids and references are findings, but the document is given all the same, so that
 * the window can show and mend it; `checkDocument` reports those again.
 */
export function parseDocument(text: string, known: KnownVersions = THIS_PROGRAM): ParsedDocument {
  // Windows editors put a byte order mark in front.
  const { value, findings } = readJson(text.startsWith('\ufeff') ? text.slice(1) : text);
  if (value === undefined) return { findings };
  const refusal = refuseForeign(value, known.newest);
  if (refusal !== undefined) return { findings: [...findings, refusal] };
  const current = migrate(value as Readonly<Record<string, unknown>>, known.newest, known.migrations);
  if (current === undefined) return { findings: [...findings, tooOld(value)] };
  const problems = findSchemaProblems(current);
  if (problems.length > 0) return { findings: [...findings, ...problems] };
  // The value itself, not what the schema gives back: unknown fields stay as they were read.
  const document = current as unknown as Document;
  return { document, findings: [...findings, ...findInconsistencies(document)] };
}

function readJson(text: string): { readonly value?: unknown; readonly findings: Finding[] } {
  if (text.trim() === '')
    return { findings: [failure('syntax-error', 'The file is empty. Choose another file or start a new document.')] };
  const scan = scanJson(text);
  if (scan.problem !== undefined) {
    const { line, column } = positionAt(text, scan.problem.offset);
    if (text.trimStart().startsWith('<')) {
      return {
        findings: [
          failure(
            'not-a-bridgewarden-document',
            'The file is XML, not a Bridgewarden document. Open one whose name ends in .bridgewarden.json.',
          ),
        ],
      };
    }
    const message = `The file is not valid JSON: in line ${line}, column ${column}, ${scan.problem.message}. Correct it in a text editor.`;
    return { findings: [failure('syntax-error', message)] };
  }
  const findings = scan.duplicateKeys.map(({ offset, key }): Finding => {
    const { line } = positionAt(text, offset);
    const message = `The field "${key}" stands twice in one object (line ${line}); only the last one counts. Delete one of them in a text editor before saving.`;
    return { code: 'duplicate-key', severity: 'warning', message, objects: [] };
  });
  let dropped = false;
  const value: unknown = JSON.parse(text, (key, child: unknown) => {
    if (key !== '__proto__') return child;
    dropped = true;
    return undefined;
  });
  if (dropped) {
    const message = 'The file has a field named "__proto__", which is left out for safety; saving will drop it.';
    findings.push({ code: 'unsafe-key', severity: 'warning', message, objects: [] });
  }
  return { value, findings };
}

/** Not one of our files, or one of a program newer than this. */
function refuseForeign(value: unknown, newest: number): Finding | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const { format, version } = isObject ? (value as { format?: unknown; version?: unknown }) : {};
  if (format !== DOCUMENT_FORMAT) {
    return failure(
      'not-a-bridgewarden-document',
      `The file is JSON, but not a Bridgewarden document: it does not say "format": "${DOCUMENT_FORMAT}". Choose a NAME.bridgewarden.json file.`,
    );
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    const given = version === undefined ? 'does not say which' : `says ${JSON.stringify(version)}`;
    return failure(
      'bad-version',
      `A Bridgewarden document must name its format version as a whole number from 1, but the file ${given}. Set "version": ${DOCUMENT_VERSION} if it was written by hand.`,
    );
  }
  if (version > newest) {
    return failure(
      'newer-version',
      `The file has format version ${version}, but this program knows only versions up to ${newest}. It was left as it is; open it with a newer Bridgewarden.`,
    );
  }
  return undefined;
}

function tooOld(value: unknown): Finding {
  const { version } = value as { version: number };
  return failure(
    'too-old-version',
    `The file has format version ${version}, which this program can no longer read. Open and save it with an older Bridgewarden first.`,
  );
}

function failure(code: string, message: string): Finding {
  return { code, severity: 'error', message, objects: [] };
}
