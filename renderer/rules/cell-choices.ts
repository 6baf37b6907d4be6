import type { Document, Id, Policy, Rule } from '../../shared/document/document.ts';
import { addObject } from '../../shared/document/edits/add-records.ts';
import { updateRule } from '../../shared/document/edits/policy-edits.ts';
import { STANDARD_SERVICES, serviceDetail } from '../../shared/document/standard-objects.ts';

export type CellField = 'source' | 'destination' | 'service';

export interface CellChoice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

const STANDARD = 'standard:';

/** What may stand in a cell of the rule table. Standard services that the document has not yet come last. */
export function cellChoices(document: Document, field: CellField): readonly CellChoice[] {
  if (field === 'service') {
    const own = document.services.map((service) => ({
      id: service.id,
      label: service.name,
      detail: serviceDetail(service),
    }));
    const names = new Set(document.services.map((service) => service.name));
    const standard = STANDARD_SERVICES.filter((service) => !names.has(service.name));
    return [
      ...own,
      ...standard.map((service) => ({
        id: STANDARD + service.name,
        label: service.name,
        detail: `${serviceDetail(service)} · standard`,
      })),
    ];
  }
  const list = <T extends { readonly id: Id; readonly name: string }>(records: readonly T[], detail: string) =>
    records.map((record) => ({ id: record.id, label: record.name, detail }));
  return [
    ...list(document.groups, 'group'),
    ...list(document.guests, 'guest'),
    ...list(document.hosts, 'host'),
    ...list(document.externals, 'external'),
    ...document.addresses.map((address) => ({ id: address.id, label: address.name, detail: address.value })),
  ];
}

/** Puts what was chosen into the cell; a standard service becomes an object of the document in the same step. */
export function setCell(
  document: Document,
  policy: Policy,
  rule: Rule,
  field: CellField,
  chosen: readonly string[],
): Document {
  let now = document;
  const ids = chosen.map((id) => {
    if (!id.startsWith(STANDARD)) return id;
    const standard = STANDARD_SERVICES.find((service) => service.name === id.slice(STANDARD.length));
    if (!standard) return id;
    const added = addObject(now, 'services', standard);
    now = added.document;
    return added.id;
  });
  return updateRule(now, { policy: policy.id, rule: rule.id }, { [field]: ids.length > 0 ? ids : undefined });
}
