import type { Id } from '../../document/document.ts';
import type { Listing } from '../result.ts';

const NO_OBJECTS: readonly Id[] = [];

/** Builds a listing line by line; a text that holds line breaks becomes as many lines of the same rule. */
export class ListingBuilder {
  readonly #lines: string[] = [];
  readonly #rules: (number | undefined)[] = [];
  readonly #objects: (readonly Id[])[] = [];

  add(text: string, rule?: number, objects: readonly Id[] = NO_OBJECTS): this {
    if (text.includes('\n')) for (const line of text.split('\n')) this.#put(line, rule, objects);
    else this.#put(text, rule, objects);
    return this;
  }

  #put(line: string, rule: number | undefined, objects: readonly Id[]): void {
    this.#lines.push(line);
    this.#rules.push(rule);
    this.#objects.push(objects);
  }

  append(listing: Listing, prefix = ''): this {
    const lines = listing.text.split('\n');
    // The text ends with a line break: its last piece is empty and no line.
    lines.slice(0, -1).forEach((line, index) => {
      this.add(line === '' ? '' : `${prefix}${line}`, listing.lines[index], listing.objects[index]);
    });
    return this;
  }

  build(): Listing {
    return { text: `${this.#lines.join('\n')}\n`, lines: this.#rules, objects: this.#objects };
  }
}
