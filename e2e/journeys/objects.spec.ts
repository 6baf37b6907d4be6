import { expect, test } from './journey.ts';

test('standard services come from the library, one is replaced everywhere, and the unused ones go', async ({
  journey,
}) => {
  const window = await journey.start('example:two-bridges');
  const { objects, inspector, script, page } = window;
  await objects.addStandard('SSH', 'NTP');
  await expect(objects.line('SSH')).toBeVisible();
  await objects.filter('any');
  await objects.line('any ICMP').click();
  await expect(inspector.section('Used in').getByRole('listitem')).toHaveText(/rule 1 of .*service/);
  await inspector
    .section('Used in')
    .getByRole('button', { name: /Replace it everywhere/ })
    .click();
  await objects.replaceBy('SSH');
  await expect.poll(() => script.text()).toMatch(/--dport 22 /);
  await expect(inspector.section('Used in')).toContainText('No rule and no group names it');
  await objects.menu(/^Find unused/);
  await expect(objects.unused).toContainText('any ICMP');
  await expect(objects.unused).toContainText('NTP');
  await expect(objects.unused.getByRole('checkbox', { name: /SSH/ })).toHaveCount(0);
  await objects.unused.getByRole('button', { name: 'Delete 2 services' }).click();
  await objects.filter('');
  await expect(objects.line('any ICMP')).toBeHidden();
  await window.undo();
  await expect(objects.line('any ICMP')).toBeAttached();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('what is in use is deleted only after showing where', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, objects, rules } = window;
  await objects.filter('ICMP');
  await objects.line('any ICMP').click();
  await window.press('Delete');
  await expect(objects.deleting).toContainText('rule 1 of');
  await objects.deleting.getByRole('button', { name: 'Cancel' }).click();
  await expect(objects.line('any ICMP')).toBeVisible();
  await window.press('Delete');
  await objects.deleting.getByRole('button', { name: /rule 1 of/ }).click();
  await expect(rules.row(1)).toBeVisible();
  // A guest that a group names: deleting it is one step that undo takes back whole.
  await canvas.select('Guest kali5');
  await window.press('Delete');
  await expect(objects.deleting).toContainText('group br6_grp');
  await objects.deleting.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(canvas.object('Guest kali5')).toBeHidden();
  await window.undo();
  await expect(canvas.object('Guest kali5')).toBeVisible();
});
