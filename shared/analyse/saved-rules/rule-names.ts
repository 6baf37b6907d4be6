/** What is known of a numbered rule apart from its text. */
export interface RuleName {
  readonly number: number;
  readonly section: string;
  readonly label: string;
  readonly reason: string;
  /** The user's rule that it comes from. */
  readonly rule?: { readonly policy: string; readonly rule: string };
}

/** Names by number, with what makes a rule the same one under another number. */
export class RuleNames {
  readonly #names: ReadonlyMap<number, RuleName>;
  readonly #identities: ReadonlyMap<number, string>;

  constructor(names: readonly RuleName[]) {
    this.#names = new Map(names.map((name) => [name.number, name]));
    const seen = new Map<string, number>();
    this.#identities = new Map(
      names.map((name) => {
        const { section, label, reason, rule } = name;
        // A user's rule stays the same one when its words change; a derived one has nothing but its words.
        const words = JSON.stringify([section, label, rule === undefined ? reason : [rule.policy, rule.rule]]);
        const times = seen.get(words) ?? 0;
        seen.set(words, times + 1);
        return [name.number, `${words}${times}`];
      }),
    );
  }

  find(number: number | undefined): RuleName | undefined {
    return number === undefined ? undefined : this.#names.get(number);
  }

  /** The same for the same rule in two releases, whatever its numbers there. */
  identity(number: number): string | undefined {
    return this.#identities.get(number);
  }

  /** A chain's name or a rule's text with the rule's identity in place of its number. */
  neutral(text: string, own?: number): string {
    const named = text.replaceAll(/RULE[_ ](\d+)(?!\d)/g, (whole, digits: string) => {
      const identity = this.identity(Number(digits));
      return identity === undefined ? whole : `RULE_<${identity}>`;
    });
    if (own === undefined) return named;
    // The words around the number in a log prefix are the administrator's to choose.
    return named.replace(/(?<=--(?:nf)?log-prefix )(?:"[^"]*"|\S+)/, (prefix) =>
      prefix.replaceAll(new RegExp(`(?<!\\d)${own}(?!\\d)`, 'g'), '<number>'),
    );
  }
}
