import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components';

interface InlineSelectProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly id: string; readonly label: string; readonly detail?: string }[];
  readonly onChange: (value: string) => void;
}

/** A small choice for toolbars: its label beside it. */
export function InlineSelect({ label, value, choices, onChange }: InlineSelectProps) {
  return (
    <Select className="inline-select" value={value} onChange={(key) => key !== null && onChange(String(key))}>
      <Label>{label}</Label>
      <Button className="inline-select-button">
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={13} aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="menu">
          {choices.map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} className="menu-item is-checkable" textValue={choice.label}>
              <Text slot="label" className="menu-label">
                {choice.label}
              </Text>
              {choice.detail && (
                <Text slot="description" className="menu-group">
                  {choice.detail}
                </Text>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
