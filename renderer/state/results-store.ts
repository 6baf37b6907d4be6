import { create } from 'zustand';
import type { CompiledHost, CompileResult } from '../../shared/compiler/result.ts';
import type { Document, Id, ScriptStyle } from '../../shared/document/document.ts';
import type { Finding, Severity } from '../../shared/document/finding.ts';
import { resolveTopology } from '../../shared/topology/resolve-topology.ts';
import type { Topology } from '../../shared/topology/topology.ts';

interface ResultsState {
  /** The document that `result` was compiled from: it may lag behind what is drawn. */
  readonly document: Document | undefined;
  readonly result: CompileResult | undefined;
  /** The last result that had a script: shown, marked as old, while the drawing has errors. */
  readonly lastHosts: readonly CompiledHost[];
  readonly running: boolean;
  /** The compiler itself failed: a defect of the program, told in its own words. */
  readonly failure: string | undefined;
  /** What the parser said about the opened file. */
  readonly parseFindings: readonly Finding[];
  /** Overrides the hosts' own script style in the preview. */
  readonly style: ScriptStyle | undefined;
  /** The worst finding of each object: what the canvas and the tree mark. */
  readonly marks: ReadonlyMap<Id, Severity>;
}

const NO_FINDINGS: readonly Finding[] = [];
const NO_MARKS: ReadonlyMap<Id, Severity> = new Map();

export const useResults = create<ResultsState>()(() => ({
  document: undefined,
  result: undefined,
  lastHosts: [],
  running: false,
  failure: undefined,
  parseFindings: NO_FINDINGS,
  style: undefined,
  marks: NO_MARKS,
}));

export function takeResult(document: Document, result: CompileResult): void {
  const { lastHosts, parseFindings } = useResults.getState();
  useResults.setState({
    document,
    result,
    running: false,
    failure: undefined,
    lastHosts: result.hosts.length > 0 ? result.hosts : document.hosts.length === 0 ? [] : lastHosts,
    marks: marksOf([...parseFindings, ...result.findings]),
  });
}

export function takeParseFindings(findings: readonly Finding[]): void {
  useResults.setState({ parseFindings: findings, lastHosts: [], result: undefined, marks: marksOf(findings) });
}

/** All findings about the document, the gravest first. */
export function allFindings(state: ResultsState): readonly Finding[] {
  return sortedFindings(state.parseFindings, state.result?.findings ?? NO_FINDINGS);
}

const RANK = { error: 0, warning: 1, info: 2 } as const satisfies Record<Severity, number>;

let lastSorted: { parsed: readonly Finding[]; compiled: readonly Finding[]; sorted: readonly Finding[] } | undefined;

/** Remembers its last answer, so that a component that subscribes to it sees the same value. */
function sortedFindings(parsed: readonly Finding[], compiled: readonly Finding[]): readonly Finding[] {
  if (lastSorted?.parsed === parsed && lastSorted.compiled === compiled) return lastSorted.sorted;
  const seen = new Set<string>();
  const sorted = [...parsed, ...compiled]
    .filter((finding) => {
      const key = JSON.stringify([finding.code, finding.message, finding.objects]);
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  lastSorted = { parsed, compiled, sorted };
  return sorted;
}

function marksOf(findings: readonly Finding[]): ReadonlyMap<Id, Severity> {
  const marks = new Map<Id, Severity>();
  for (const { objects, severity } of findings) {
    for (const id of objects) {
      const now = marks.get(id);
      if (severity !== 'info' && (now === undefined || RANK[severity] < RANK[now])) marks.set(id, severity);
    }
  }
  return marks;
}

let lastTopology: { hosts: unknown; guests: unknown; externals: unknown; topology: Topology } | undefined;

/** The drawing as a graph. Moving things about does not change it, so neither does it change this value. */
export function topologyOf(document: Document): Topology {
  const { hosts, guests, externals } = document;
  if (lastTopology?.hosts === hosts && lastTopology.guests === guests && lastTopology.externals === externals) {
    return lastTopology.topology;
  }
  const topology = resolveTopology(document);
  lastTopology = { hosts, guests, externals, topology };
  return topology;
}
