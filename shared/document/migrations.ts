/** A step from one format version to the next: takes and gives JSON values, and must not trust what it takes. */
export type Migration = (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** By the version that a step starts from. Version 1 is the first, so there is none yet. */
export const MIGRATIONS: Readonly<Record<number, Migration>> = {};

/** Brings a document of an older version to `target`; gives `undefined` when a step is missing. */
export function migrate(
  document: Readonly<Record<string, unknown>>,
  target: number,
  migrations: Readonly<Record<number, Migration>>,
): Readonly<Record<string, unknown>> | undefined {
  let current = document;
  for (let version = Number(document.version); version < target; version += 1) {
    const step = migrations[version];
    if (step === undefined) return undefined;
    current = { ...step(current), version: version + 1 };
  }
  return current;
}
