import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { sentenceOf } from '../../backend/backend-store.ts';
import { ModalDialog } from '../../controls/ModalDialog.tsx';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { SwitchRow } from '../../controls/SwitchRow.tsx';
import { openCanvasDialog } from '../../state/dialog-store.ts';
import { currentDocument } from '../../state/document-store.ts';
import { fileName, useFile } from '../../state/file-store.ts';
import { notify } from '../../state/notice-store.ts';
import { drawPng, largestScale } from '../export/draw-png.ts';
import { drawingSize, drawingSvg } from '../export/drawing-svg.ts';
import { savePicture } from '../export/save-picture.ts';
import { DARK, LIGHT } from '../export/svg-theme.ts';

type Format = 'svg' | 'png';
type Colours = 'light' | 'dark';

const FORMATS = [
  { id: 'svg', label: 'SVG', detail: 'lines and words, any size' },
  { id: 'png', label: 'PNG', detail: 'pixels' },
] as const;
const COLOURS = [
  { id: 'light', label: 'Light', detail: 'for paper' },
  { id: 'dark', label: 'Dark' },
] as const;
/** Sharp on paper and on dense screens. */
const PNG_SCALE = 2;

/** The drawing as a picture of its own. */
export function ExportDialog() {
  const [format, setFormat] = useState<Format>('svg');
  const [colours, setColours] = useState<Colours>(() =>
    document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
  );
  const [title, setTitle] = useState(true);
  const [legend, setLegend] = useState(true);
  const close = () => openCanvasDialog(undefined);
  return (
    <ModalDialog title="Export the drawing" onClose={close}>
      <Form
        className="export"
        onSubmit={(event) => {
          event.preventDefault();
          close();
          void exportAs(format, { theme: colours === 'dark' ? DARK : LIGHT, title, legend });
        }}
      >
        <SelectRow
          id="export"
          field="format"
          label="Format"
          value={format}
          choices={FORMATS}
          onChange={(value) => setFormat(value as Format)}
        />
        <SelectRow
          id="export"
          field="colours"
          label="Colours"
          value={colours}
          choices={COLOURS}
          onChange={(value) => setColours(value as Colours)}
        />
        <SwitchRow label="Title" isSelected={title} onChange={setTitle} />
        <SwitchRow label="Legend" isSelected={legend} onChange={setLegend} />
        <div className="dialog-buttons">
          <span className="panel-bar-space" />
          <Button className="button" onPress={close}>
            Cancel
          </Button>
          <Button className="button is-primary" type="submit" autoFocus>
            Export
          </Button>
        </div>
      </Form>
    </ModalDialog>
  );
}

async function exportAs(format: Format, options: Parameters<typeof drawingSvg>[1]): Promise<void> {
  const drawn = currentDocument();
  try {
    const svg = drawingSvg(drawn, options);
    const size = drawingSize(drawn, options);
    const picture =
      format === 'svg'
        ? new Blob([svg], { type: 'image/svg+xml' })
        : await drawPng(svg, size, largestScale(size, PNG_SCALE));
    const saved = await savePicture(picture, `${stemOf(drawn.name)}.${format}`);
    if (saved !== undefined) notify(`Exported ${fileName(saved)}.`, 'good');
  } catch (error) {
    notify(`The drawing was not exported. ${sentenceOf(error)}`, 'error');
  }
}

/** The file's name without its ending, else the document's. */
function stemOf(name: string): string {
  const { path } = useFile.getState();
  const stem = path === undefined ? name : fileName(path).replace(/(\.bridgewarden)?\.json$/, '');
  return stem.replace(/[\\/:*?"<>|]+/g, '-').trim() || 'drawing';
}
