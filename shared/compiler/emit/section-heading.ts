import { type NumberedRule, SECTIONS, type Section } from '../result.ts';
import type { ListingBuilder } from './listing.ts';

/** What each section holds, in the words of the drawing. */
export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  safety: 'safety: loopback and the way in for the administrator',
  'out-deny-guest-ports': 'OUT DENY, guest ports',
  'out-deny-border-ports': 'OUT DENY, border ports',
  'in-deny-ports': 'IN DENY, ports',
  'deny-host-interfaces': 'DENY, host interfaces',
  'in-accept-guest-ports': 'IN ACCEPT, guest ports',
  'in-accept-border-ports': 'IN ACCEPT, border ports: pass-through',
  'accept-host': 'IN/OUT ACCEPT, host',
  established: 'established connections',
  default: 'default: log and drop',
};

const HEADING = /^# ==== section (\d): /;

/** The comment line above a section's first rule; the order checker reads it back. */
function sectionHeading(section: Section): string {
  return `# ==== section ${SECTIONS.indexOf(section)}: ${SECTION_TITLES[section]} ====`;
}

/** The section a heading announces; `undefined` for any other line. */
export function sectionOfHeading(line: string): Section | undefined {
  const match = HEADING.exec(line);
  return match ? SECTIONS[Number(match[1])] : undefined;
}

/** Puts a section's heading above its first rule. */
export class SectionHeadings {
  #current: Section | undefined;

  before(rule: NumberedRule | undefined, listing: ListingBuilder): void {
    // The companion rules of layer 2 stand in a file of their own.
    if (!rule || rule.section === 'layer-2' || rule.section === this.#current) return;
    this.#current = rule.section;
    listing.add(sectionHeading(rule.section), rule.number);
  }
}
