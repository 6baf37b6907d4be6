import { expect, test } from './journey.ts';

test('every example shows its own drawing before it is opened, in either theme', async ({ journey }) => {
  const window = await journey.start();
  const gallery = window.page.getByRole('list', { name: 'Examples' });
  const pictures = () =>
    gallery.locator('canvas').evaluateAll((all) =>
      all.flatMap((one) => {
        if (!(one instanceof HTMLCanvasElement)) return [];
        const painted = one.getContext('2d')?.getImageData(0, 0, one.width, one.height).data;
        return painted?.some((value) => value > 0) ? one.toDataURL() : [];
      }),
    );
  await expect.poll(async () => new Set(await pictures()).size).toBe(7);
  const light = await pictures();
  await window.theme('Dark');
  await expect.poll(async () => (await pictures()).filter((one) => light.includes(one))).toEqual([]);
  await gallery.getByRole('button', { name: /^Two coupled bridges/ }).click();
  await expect(window.canvas.object('Guest kali2')).toBeVisible();
  await expect(gallery).toBeHidden();
});

test('a document of one’s own is opened from among the examples', async ({ journey }) => {
  const window = await journey.start();
  await window.button(/^A document of yours/).click();
  await expect(window.files.openDialog).toBeVisible();
});

test('every empty tab says what will be in it, and leads there', async ({ journey }) => {
  const window = await journey.start();
  const panel = (name: string) => window.page.getByRole('tabpanel', { name });
  await window.show('Problems');
  await expect(panel('Problems')).toContainText('an address that two guests claim');
  await expect(panel('Problems').getByRole('button', { name: 'Add bridge' })).toBeVisible();
  await window.show('Rules');
  await expect(panel('Rules')).toContainText('between the denials that the drawing makes by itself');
  await panel('Rules').getByRole('button', { name: 'Add bridge' }).click();
  await expect(window.canvas.object('Bridge virbr1')).toBeVisible();
  await panel('Rules').getByRole('button', { name: 'Add policy' }).click();
  await expect(panel('Rules').getByRole('button', { name: 'Add rule' })).toBeVisible();

  const other = await journey.start();
  await other.show('Deploy');
  const deploy = other.page.getByRole('tabpanel', { name: 'Deploy' });
  await expect(deploy).toContainText('pushed to it by SSH');
  await deploy.getByRole('button', { name: 'Add host' }).click();
  await deploy.getByRole('button', { name: /^Set the address of/ }).click();
  await expect(other.inspector.pane.getByRole('textbox', { name: 'Address' })).toBeFocused();
});

test('what is let go over an example is drawn there', async ({ journey }) => {
  const window = await journey.start();
  const { canvas } = window;
  const host = window.page.getByRole('region', { name: 'Palette' }).getByRole('button', { name: 'Host' });
  await canvas.drag(host, window.button(/^A document of yours/));
  await expect.poll(() => canvas.titles()).toEqual(['Host host1']);
});
