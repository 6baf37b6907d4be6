import type { Id } from '../../document/document.ts';
import type { Listing } from '../result.ts';

const NO_OBJECTS: readonly Id[] = [];

/** Builds a listing line by line; a text that holds line breaks becomes as many lines of the same rule. */
export class ListingBuilder {
  /** One line each, or an appended listing's many. */
  readonly #texts: string[] = [];
  readonly #rules: (number | undefined)[] = [];
  readonly #objects: (readonly Id[])[] = [];

  add(text: string, rule?: number, objects: readonly Id[] = NO_OBJECTS): this {
    if (text.includes('\n')) for (const line of text.split('\n')) this.#put(line, rule, objects);
    else this.#put(text, rule, objects);
    return this;
  }

  #put(line: string, rule: number | undefined, objects: readonly Id[]): void {
    this.#texts.push(line);
    this.#rules.push(rule);
    this.#objects.push(objects);
  }

  append({ text, lines, objects }: Listing): this {
    // It ends with a line break, as all listings do, and `build` puts one behind each text.
    this.#texts.push(text.slice(0, -1));
    for (const rule of lines) this.#rules.push(rule);
    for (const each of objects) this.#objects.push(each);
    return this;
  }

  build(): Listing {
    return { text: `${this.#texts.join('\n')}\n`, lines: this.#rules, objects: this.#objects };
  }
}
