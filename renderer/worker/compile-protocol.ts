import type { CompileOptions } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import type { Change } from './document-changes.ts';
import type { PackedResult } from './pack-result.ts';

/** The whole document at first, then what is different from the one before. */
export type CompileRequest = { readonly id: number; readonly options: CompileOptions } & (
  | { readonly document: Document }
  | { readonly changes: readonly Change[] }
);

export type CompileResponse =
  | { readonly id: number; readonly result: PackedResult }
  | { readonly id: number; readonly failure: string };
