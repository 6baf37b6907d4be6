import { Switch } from 'react-aria-components';

interface SwitchRowProps {
  readonly label: string;
  /** One sentence: what it means when it is on. */
  readonly hint?: string;
  readonly isSelected: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Something that is on or off, with a sentence of explanation. */
export function SwitchRow({ label, hint, isSelected, onChange }: SwitchRowProps) {
  return (
    <div className="switch-row">
      <Switch className="switch" isSelected={isSelected} onChange={onChange}>
        <span className="switch-track" aria-hidden>
          <span className="switch-knob" />
        </span>
        <span className="switch-label">{label}</span>
      </Switch>
      {hint && <p className="row-hint">{hint}</p>}
    </div>
  );
}
