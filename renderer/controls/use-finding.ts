import { useShallow } from 'zustand/react/shallow';
import type { Id } from '../../shared/document/document.ts';
import type { Finding } from '../../shared/document/finding.ts';
import { allFindings, useResults } from '../state/results-store.ts';

/** The findings about one field of a record, or of several: those of the field itself and of what is inside it. */
export function useFieldFindings(id: Id | readonly Id[], field: string): readonly Finding[] {
  return useResults(
    useShallow((state) =>
      allFindings(state).filter(
        (finding) =>
          isAbout(id, finding) &&
          finding.field !== undefined &&
          (finding.field === field || finding.field.startsWith(`${field}.`)),
      ),
    ),
  );
}

/** The findings about a record that name none of these fields. */
export function useOtherFindings(id: Id, shown: readonly string[]): readonly Finding[] {
  return useResults(
    useShallow((state) =>
      allFindings(state).filter(
        (finding) =>
          finding.objects.includes(id) &&
          !(
            finding.objects[0] === id &&
            shown.some((field) => finding.field === field || finding.field?.startsWith(`${field}.`))
          ),
      ),
    ),
  );
}

function isAbout(id: Id | readonly Id[], { objects: [first] }: Finding): boolean {
  return typeof id === 'string' ? first === id : first !== undefined && id.includes(first);
}
