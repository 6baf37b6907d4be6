import { describeRecord, fieldInWords, KIND_WORDS, listWords } from '../describe.ts';
import type { Document } from '../document.ts';
import type { Finding } from '../finding.ts';
import { type RecordEntry, recordIndex } from '../record-index.ts';
import { allReferences, type Reference } from '../references.ts';

/** References to nothing, to the wrong kind of record, or to a record of another host. */
export function* findBrokenReferences(document: Document): Generator<Finding> {
  const index = recordIndex(document);
  for (const reference of allReferences(document)) {
    const target = index.get(reference.id);
    const problem = target === undefined ? dangling(reference) : misfit(reference, target);
    if (problem === undefined) continue;
    yield {
      ...problem,
      severity: 'error',
      objects: objectsOf(reference),
      ...(reference.rule === undefined ? {} : { rule: reference.rule }),
      field: reference.field,
    };
  }
}

/** `rule "r1" of policy "Main_Policy" (id "main")`, `guest "kali2"`. */
function describeOwner({ kind, record, rule }: Reference): string {
  if (rule !== undefined) return `rule "${rule.rule}" of policy "${rule.policy}"`;
  return describeRecord(kind, record);
}

function dangling(reference: Reference): Pick<Finding, 'code' | 'message'> {
  return {
    code: 'dangling-reference',
    message:
      `${capitalise(describeOwner(reference))} names "${reference.id}" as ${fieldInWords(reference.field)}, but the document ` +
      `has no record with that id. Choose an existing ${expected(reference)} or take the entry out.`,
  };
}

function misfit(reference: Reference, target: RecordEntry): Pick<Finding, 'code' | 'message'> | undefined {
  const owner = capitalise(describeOwner(reference));
  const named = describeRecord(target.kind, target.record);
  if (!reference.expects.targets.includes(target.kind)) {
    return {
      code: 'wrong-kind-reference',
      message: `${owner} names ${named} as ${fieldInWords(reference.field)}, where only a ${expected(reference)} can stand. Choose one or take the entry out.`,
    };
  }
  if (reference.expects.sameHost === true && target.host?.id !== reference.host?.id) {
    return {
      code: 'other-host-reference',
      message:
        `${owner} of host "${reference.host?.id}" names ${named} of host "${target.host?.id}" as ${fieldInWords(reference.field)}; ` +
        `bridges and veth pairs cannot reach over to another machine. Choose a ${expected(reference)} of the same host.`,
    };
  }
  return undefined;
}

function expected({ expects }: Reference): string {
  return listWords(expects.targets.map((kind) => KIND_WORDS[kind]));
}

function objectsOf({ owner, rule }: Reference): string[] {
  return rule === undefined ? [owner] : [rule.rule, rule.policy];
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
