import * as z from 'zod';

/** A deployment that was confirmed, as the host's journal tells it. */
export interface JournalEntry {
  readonly at: number;
  readonly by: string;
  readonly documentName: string;
}

const lineSchema = z.object({
  when: z.string(),
  release: z.string(),
  outcome: z.literal('confirmed'),
  who: z.string().catch(''),
  documentName: z.string().catch(''),
});

/** When each release was confirmed last. Lines that are not ours, or were cut by a full disk, are passed over. */
export function readJournal(lines: readonly string[]): Map<string, JournalEntry> {
  const entries = new Map<string, JournalEntry>();
  for (const line of lines) {
    const parsed = lineSchema.safeParse(jsonOf(line));
    if (!parsed.success) continue;
    const { when, release, who, documentName } = parsed.data;
    const at = Date.parse(when);
    if (!Number.isNaN(at)) entries.set(release, { at, by: who, documentName });
  }
  return entries;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
