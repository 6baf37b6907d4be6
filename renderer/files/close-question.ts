import { useFile } from '../state/file-store.ts';

export function closeQuestion(): void {
  useFile.setState({ question: undefined });
}
