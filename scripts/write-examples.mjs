// Writes the example that is too large to be drawn by hand: npx tsx scripts/write-examples.mjs
import { writeFileSync } from 'node:fs';
import { at } from './lib/root.mjs';

const [{ fiftyGuests }, { autoLayout }, { moveNodes }, { printDocument }] = await Promise.all(
  [
    'shared/document/edits/fifty-guests.fixture.ts',
    'renderer/layout/arrange/auto-layout.ts',
    'shared/document/edits/place-nodes.ts',
    'shared/document/print.ts',
  ].map((path) => import(at(path))),
);

const document = fiftyGuests();
const path = at('assets/examples/fifty-guests.bridgewarden.json');
writeFileSync(path, printDocument(moveNodes(document, await autoLayout(document))));
console.log(`Wrote ${path}`);
