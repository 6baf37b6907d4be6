import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Button, Form, Input, Label, Text, TextField } from 'react-aria-components';
import { countWords } from '../../../shared/document/describe.ts';
import type { Id } from '../../../shared/document/document.ts';
import { ModalDialog } from '../../controls/ModalDialog.tsx';
import { ScrollArea } from '../../controls/ScrollArea.tsx';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { canvasControls } from '../../state/canvas-controls.ts';
import { openCanvasDialog } from '../../state/dialog-store.ts';
import { edit, useDocument } from '../../state/document-store.ts';
import { findEntry } from '../../state/records.ts';
import { planSeries, type SeriesPlan, type SeriesWish } from './plan-series.ts';

const SIGNS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const MOST_FINDINGS = 6;

/** Many guests at once: their names by a pattern, everything else counting up, and what comes of it before it is made. */
export function SeriesDialog({ bridge: wanted }: { readonly bridge: Id | undefined }) {
  const document = useDocument((now) => now);
  const bridges = document.hosts.flatMap((host) => host.bridges.map((bridge) => ({ bridge, host })));
  const [wish, setWish] = useState<SeriesWish>({
    bridge: wanted ?? bridges[0]?.bridge.id ?? '',
    pattern: 'vm{1..10}',
    ports: '',
    addresses: '',
    mac: '',
  });
  const late = useDeferredValue(wish);
  const plan = useMemo(() => planSeries(document, late), [document, late]);
  const set = (field: keyof SeriesWish) => (text: string) => setWish((now) => ({ ...now, [field]: text }));
  const close = () => openCanvasDialog(undefined);
  const usable = plan.rows.length > 0 && late === wish;
  const several = document.hosts.length > 1;
  return (
    <ModalDialog title="Add guests by pattern" wide onClose={close}>
      <Form
        className="series"
        onSubmit={(event) => {
          event.preventDefault();
          if (!usable) return;
          close();
          make(planSeries(document, wish), wish.bridge);
        }}
      >
        <div className="series-fields">
          <Field
            label="Names"
            hint="vm{1..20}, web{01..12} or {db,mail}"
            text={wish.pattern}
            onChange={set('pattern')}
            first
          />
          <SelectRow
            id={wish.bridge}
            field="bridge"
            label="Bridge"
            value={wish.bridge}
            choices={bridges.map(({ bridge, host }) => ({
              id: bridge.id,
              label: bridge.name,
              detail: several ? host.name : undefined,
            }))}
            onChange={set('bridge')}
          />
          <Field label="Tap ports" hint="vnet{1..20}; empty: free names" text={wish.ports} onChange={set('ports')} />
          <Field
            label="First addresses"
            hint="192.168.50.20, fd00::20; empty: free ones"
            text={wish.addresses}
            onChange={set('addresses')}
          />
          <Field label="First MAC" hint="empty: free ones" text={wish.mac} onChange={set('mac')} />
        </div>
        <Preview plan={plan} />
        <div className="dialog-buttons">
          <span className="panel-bar-space" />
          <Button className="button" onPress={close}>
            Cancel
          </Button>
          <Button className="button is-primary" type="submit" isDisabled={!usable}>
            {`Add ${countWords(plan.rows.length, 'guest')}`}
          </Button>
        </div>
      </Form>
    </ModalDialog>
  );
}

function make(plan: SeriesPlan, bridge: Id): void {
  const ids = plan.rows.map(({ id }) => id);
  const name = findEntry(plan.document, bridge)?.record.name ?? '';
  const words = ids.length === 1 ? `guest ${plan.rows[0]?.name}` : countWords(ids.length, 'guest');
  edit(`Add ${words} to ${name}`, () => plan.document, { select: ids });
  canvasControls()?.reveal([...ids, bridge]);
}

interface FieldProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly first?: boolean;
}

function Field({ label, hint, text, onChange, first = false }: FieldProps) {
  return (
    <TextField className="row" value={text} onChange={onChange} autoFocus={first}>
      <Label className="row-label">{label}</Label>
      <Input className="field mono" spellCheck={false} autoComplete="off" />
      <Text slot="description" className="row-hint">
        {hint}
      </Text>
    </TextField>
  );
}

function Preview({ plan }: { readonly plan: SeriesPlan }) {
  const { rows, problem, findings } = plan;
  return (
    <>
      <ScrollArea className="series-preview" label="What will be made">
        {rows.length > 0 && (
          <table>
            <thead>
              <tr>
                <th scope="col">Guest</th>
                <th scope="col">Port</th>
                <th scope="col">MAC</th>
                <th scope="col">Addresses</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>{row.name}</td>
                  <td>{row.port}</td>
                  <td>{row.mac}</td>
                  <td>{row.addresses || 'none free'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ScrollArea>
      <div className="series-findings" role="status">
        {problem !== undefined && <Line tone="error" text={problem} />}
        {findings.slice(0, MOST_FINDINGS).map(({ severity, message }) => (
          <Line key={message} tone={severity} text={message} />
        ))}
        {findings.length > MOST_FINDINGS && <Line tone="info" text={`And ${findings.length - MOST_FINDINGS} more.`} />}
        {problem === undefined && findings.length === 0 && <Line tone="info" text="Nothing is wrong with them." />}
      </div>
    </>
  );
}

function Line({ tone, text }: { readonly tone: keyof typeof SIGNS; readonly text: string }) {
  const Sign = SIGNS[tone];
  return (
    <p className={`series-line is-${tone}`}>
      <Sign size={14} aria-hidden />
      {text}
    </p>
  );
}
