import * as z from 'zod';
import { compareSavedRules, type LineChange } from '../../../shared/analyse/saved-rules/compare-saved-rules.ts';
import { numberAlike, numberLines } from '../../../shared/analyse/saved-rules/number-lines.ts';
import { printSavedRules } from '../../../shared/analyse/saved-rules/print-saved-rules.ts';
import { readSavedRules } from '../../../shared/analyse/saved-rules/read-saved-rules.ts';
import { type RuleName, RuleNames } from '../../../shared/analyse/saved-rules/rule-names.ts';
import { NOTHING_SAVED, type SavedRules } from '../../../shared/analyse/saved-rules/saved-rules.ts';
import type { CompiledHost } from '../../../shared/compiler/result.ts';
import type { ReleaseDiff, RuleChange } from '../../../shared/contract/host-calls.ts';
import { type Asking, type HostOptions, type HostRequest, withHost } from '../deploy/host-session.ts';
import { planPush } from '../deploy/plan-deployment.ts';
import { type DiffAnswer, diffScript, parseDiffAnswer, type RenderedFiles } from './remote/diff-script.ts';

/** Loading a large rule set twice takes its time. */
const PATIENCE_MS = 180_000;

/** Characters: a thousand guests' rules, three times over, take a quarter of it. */
const LONGEST_ANSWER = 128 * 1024 * 1024;

/** The parts of the kernel that can hold rules of ours, as `firewall.sh` names their files, in the order they are shown. */
const PARTS = new Map([
  ['filter.v4', 'IPv4 rules'],
  ['filter.v6', 'IPv6 rules'],
  ['raw4', 'IPv4 zones'],
  ['raw6', 'IPv6 zones'],
  ['layer2.eb', 'Layer 2 rules'],
  ['layer2.nft', 'Layer 2 rules (nftables)'],
]);

/** Compares what the document compiles to with what a host has, both in the words of the host's own kernel. */
export async function hostDiff(
  request: HostRequest & { readonly against: 'deployed' | 'kernel' },
  options: HostOptions,
  asking: Asking,
): Promise<ReleaseDiff> {
  const { release } = planPush(request, options.compiler);
  const firewall = release.files.find(({ name }) => name === 'firewall.sh')?.text ?? '';
  const answer = await withHost(request, options, asking, async ({ ask, paths }) =>
    parseDiffAnswer(
      await ask(diffScript(paths, firewall, { kernel: request.against === 'kernel' }), {
        timeoutMs: PATIENCE_MS,
        outputLimit: LONGEST_ANSWER,
      }),
    ),
  );
  return compareAnswer(release, answer, request.against);
}

/** What a host's answer comes to. */
function compareAnswer(
  release: Pick<CompiledHost, 'rules'>,
  answer: DiffAnswer,
  against: 'deployed' | 'kernel',
): ReleaseDiff {
  const namesAfter = new RuleNames(
    release.rules.map(({ number, section, label, origin }) => ({
      ...{ number, section, label, reason: origin.reason },
      ...(origin.rule === undefined ? {} : { rule: origin.rule }),
    })),
  );
  const namesBefore = new RuleNames(answer.manifest === undefined ? [] : namesOf(answer.manifest));
  const files: ReleaseDiff['files'] = [];
  const rules: RuleChange[] = [];
  let renumbered = 0;
  for (const [part, name] of PARTS) {
    const after = rendered(answer.after, part);
    const deployed = rendered(answer.deployed, part);
    const before = against === 'deployed' ? deployed : numberAlike(rendered(answer.kernel, part), deployed);
    const texts = { before: printSavedRules(before), after: printSavedRules(after) };
    if (texts.before === '' && texts.after === '') continue;
    files.push({ name, ...texts });
    const compared = compareSavedRules({ rules: before, names: namesBefore }, { rules: after, names: namesAfter });
    renumbered += compared.renumbered;
    rules.push(...compared.changes.map((change) => ruleChange(name, change, namesBefore, namesAfter)));
  }
  return { files, rules, renumbered, same: files.every(({ before, after }) => before === after) };
}

function rendered(files: RenderedFiles, part: string): SavedRules {
  const text = files.get(part);
  if (text === undefined) return NOTHING_SAVED;
  const asked = files.get(`${part}.rules`);
  const rules = readSavedRules(text);
  return asked === undefined ? rules : numberLines(rules, asked);
}

function ruleChange(file: string, change: LineChange, namesBefore: RuleNames, namesAfter: RuleNames): RuleChange {
  const { before, after } = change;
  const name = namesAfter.find(after?.number) ?? namesBefore.find(before?.number);
  return {
    ...{ change: change.change, file, chain: change.chain },
    ...(name === undefined ? {} : { section: name.section, number: name.number, label: name.label }),
    ...(name?.rule === undefined ? {} : { ruleId: name.rule.rule }),
    ...(before === undefined ? {} : { before: before.text }),
    ...(after === undefined ? {} : { after: after.text }),
  };
}

const manifestSchema = z.object({
  rules: z.array(
    z.object({
      number: z.number(),
      section: z.string(),
      label: z.string(),
      reason: z.string(),
      policy: z.string().optional(),
      rule: z.string().optional(),
    }),
  ),
});

/** The names in a manifest; none when somebody has changed it, which only costs the diff its names. */
function namesOf(manifest: string): RuleName[] {
  try {
    return manifestSchema.parse(JSON.parse(manifest)).rules.map(({ policy, rule, ...name }) => ({
      ...name,
      ...(policy === undefined || rule === undefined ? {} : { rule: { policy, rule } }),
    }));
  } catch {
    return [];
  }
}
