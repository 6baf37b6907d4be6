import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printDocument } from '../../shared/document/print.ts';
import { articlePolicy } from './article-policy.ts';
import { bridgewardenDocument } from './bridgewarden-document.ts';
import { countOurRules, countPeerRules, type RuleCounts } from './count-rules.ts';
import { PEER } from './firewall-builder.ts';
import { FIREWALL_NAME, firewallBuilderDocument } from './firewall-builder-document.ts';
import { measureProcess, type ProcessCost } from './measure-process.ts';

const CLI = join(import.meta.dirname, '../../out/cli/bridgewarden.mjs');

/** A folder with both programs' files of the policy for some number of guests, and how to compile each. */
export class BenchFolder {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bridgewarden-bench-'));
  readonly #ours = join(this.#folder, 'policy.bridgewarden.json');
  readonly #release = join(this.#folder, 'release');
  readonly #peers = join(this.#folder, 'policy.fwb');

  constructor(guests: number) {
    const policy = articlePolicy(guests);
    writeFileSync(this.#ours, printDocument(bridgewardenDocument(policy)));
    writeFileSync(this.#peers, firewallBuilderDocument(policy));
    mkdirSync(this.#release);
  }

  get folder(): string {
    return this.#folder;
  }

  /** Our whole program, from starting Node to the last file of the release. */
  compileOurs(): Promise<ProcessCost> {
    return measureProcess([process.execPath, CLI, 'compile', this.#ours, '--out', this.#release], this.#folder);
  }

  compilePeers(): Promise<ProcessCost> {
    return measureProcess([PEER, '-q', '-f', this.#peers, '-d', this.#folder, FIREWALL_NAME], this.#folder);
  }

  ourRules(): RuleCounts {
    return countOurRules(this.#release);
  }

  peerRules(): number {
    return countPeerRules(join(this.#folder, `${FIREWALL_NAME}.fw`));
  }
}
