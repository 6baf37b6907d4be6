import { parseDocument } from '../../../shared/document/parse.ts';
import { printDocument } from '../../../shared/document/print.ts';
import { nativeCompile } from '../native-compile.ts';
import type { Compiler } from './plan-deployment.ts';

/** The program's own compiler. Tests put another in its place to push what this one would never write. */
export const programCompiler: Compiler = { parseDocument, printDocument, compile: nativeCompile };
