import { compile } from '../../shared/compiler/compile.ts';
import type { CompileOptions, CompileResult } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import { sha256Hex } from './sha256.ts';

/** `compile` with Node's own hashing: the same bytes, sooner. */
export function nativeCompile(document: Document, options?: CompileOptions): CompileResult {
  return compile(document, options, sha256Hex);
}
