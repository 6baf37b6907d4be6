interface Field {
  /** The path of the field in the record. */
  readonly path: string;
  readonly label: string;
  /** What the history calls it, where the label would not read well in a sentence. */
  readonly called?: string;
  /** A sentence below the field of a single record. */
  readonly hint?: string;
  /** The part of a record that must be there for the field to mean anything. */
  readonly within?: string;
}

/** A field of a record as the inspector shows it, of one record or of several of a kind together. */
export type RecordField =
  | (Field & {
      readonly type: 'text';
      readonly placeholder?: string;
      readonly optional: boolean;
      /** Blanks round the text mean something. */
      readonly keepsBlanks?: true;
    })
  | (Field & { readonly type: 'list'; readonly placeholder?: string })
  | (Field & { readonly type: 'number'; readonly least: number; readonly most: number; readonly placeholder?: string })
  /** Written down only where it is not the standard. */
  | (Field & { readonly type: 'switch'; readonly standard: boolean })
  /** Days of the week. */
  | (Field & { readonly type: 'days' })
  | (Field & {
      readonly type: 'choice';
      readonly standard?: string;
      /** What becomes of other fields of a record when this is chosen for it. */
      readonly details?: (record: object, choice: string) => Readonly<Record<string, unknown>>;
      readonly choices: readonly { readonly id: string; readonly label: string }[];
    });
