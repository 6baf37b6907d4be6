import { expect, it } from 'vitest';
import { hostSettings } from '../../../shared/compiler/layer2/settings.ts';
import { emptyDocument } from '../../../shared/document/document.ts';
import { currentDocument, loadDocument } from '../../state/document-store.ts';
import { addFromPalette } from '../../state/object-edits.ts';
import { topologyOf } from '../../state/results-store.ts';
import { kernelWords } from './kernel-words.ts';

it('says of every kernel setting of a release what it stops and what it breaks', () => {
  loadDocument(emptyDocument('test'));
  const bridge = addFromPalette('bridge', { x: 0, y: 0 });
  addFromPalette('guest', { x: 0, y: 0 }, bridge);
  const document = currentDocument();
  const settings = document.hosts.flatMap((host) => hostSettings(topologyOf(document), host));
  const kernels = settings.filter(({ kind }) => kind === 'sysctl' || kind === 'bridge');
  expect(kernels.length).toBeGreaterThan(6);
  for (const { name } of kernels) expect([name, kernelWords(name, 'none')]).not.toEqual([name, 'none']);
});
