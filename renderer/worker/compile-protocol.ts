import type { CompileOptions, CompileResult } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';

export interface CompileRequest {
  readonly id: number;
  readonly document: Document;
  readonly options: CompileOptions;
}

export type CompileResponse =
  | { readonly id: number; readonly result: CompileResult }
  | { readonly id: number; readonly failure: string };
