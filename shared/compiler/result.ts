import type { Id, Profile, ScriptStyle } from '../document/document.ts';
import type { Finding, RuleRef } from '../document/finding.ts';

/** The ten sections of a rule set, in their fixed order (DESIGN, "What a compiled rule set means"). */
export const SECTIONS = [
  'safety',
  'out-deny-guest-ports',
  'out-deny-border-ports',
  'in-deny-ports',
  'deny-host-interfaces',
  'in-accept-guest-ports',
  'in-accept-border-ports',
  'accept-host',
  'established',
  'default',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Why a compiled rule exists: the records that caused it and a sentence for people. */
export interface Origin {
  /** The user's rule; absent for what the compiler derives from the drawing. */
  readonly rule?: RuleRef;
  /** Ids of the objects it came from and acts at: ports, guests, bridges, hosts, groups, services. */
  readonly objects: readonly Id[];
  readonly reason: string;
}

/** One numbered rule of a compiled rule set: the number is what a log prefix shows. */
export interface NumberedRule {
  readonly number: number;
  /** `layer-2`: of the companion rules beside the ten sections, numbered behind them. */
  readonly section: Section | 'layer-2';
  readonly action: 'accept' | 'deny' | 'reject' | 'branch' | 'continue';
  /** What stands in the script's comment after the number, for example `vk63` or `global`. */
  readonly label: string;
  readonly origin: Origin;
}

/** One file of a release. */
export interface ReleaseFile {
  readonly name: string;
  /** Unix permission bits. */
  readonly mode: number;
  readonly text: string;
}

/** A text with, for each of its lines, the number of the rule it belongs to (`undefined`: to none). */
export interface Listing {
  readonly text: string;
  /** `lines[i]` is about line i + 1. */
  readonly lines: readonly (number | undefined)[];
  /** `objects[i]`: the port, interface and guest that line i + 1 is about, where it is narrower than its rule. */
  readonly objects: readonly (readonly Id[])[];
}

/** What compiling gave for one host. */
export interface CompiledHost {
  readonly host: Id;
  readonly name: string;
  /** sha256 over all files of the release, hexadecimal: two equal hashes are two equal releases. */
  readonly hash: string;
  readonly rules: readonly NumberedRule[];
  /** The release's `firewall.sh`, as previewed. */
  readonly script: Listing;
  /** The other rule files as previewed: `rules.v4`, `rules.v6`, and `rules.eb` or `rules.nft`. */
  readonly listings: Readonly<Record<string, Listing>>;
  readonly files: readonly ReleaseFile[];
}

export interface CompileOptions {
  /** Compile only this host (its id); all hosts otherwise. */
  readonly host?: Id;
  /** Overrides the host's `settings.script`. */
  readonly style?: ScriptStyle;
  /** Overrides the host's `settings.profile`. */
  readonly profile?: Profile;
}

export interface CompileResult {
  /** Empty when a finding is an error. */
  readonly hosts: readonly CompiledHost[];
  readonly findings: readonly Finding[];
}
