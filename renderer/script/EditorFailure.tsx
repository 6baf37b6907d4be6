import { Unplug } from 'lucide-react';
import { Button } from 'react-aria-components';

interface EditorFailureProps {
  /** What is not to be seen now: "The script". */
  readonly what: string;
  readonly onRetry: () => void;
}

/** Stands where the editor would be when it could not be fetched from the backend. */
export function EditorFailure({ what, onRetry }: EditorFailureProps) {
  return (
    <div className="panel-empty" role="alert">
      <Unplug size={22} aria-hidden />
      <p>
        {what} cannot be shown: the editor for it could not be fetched from the backend. See whether the backend still
        runs, then try again; your work is kept here.
      </p>
      <Button className="button" onPress={onRetry}>
        Try again
      </Button>
    </div>
  );
}
