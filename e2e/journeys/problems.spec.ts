import { expect, test } from './journey.ts';

test('a problem leads to its object, and its action mends it in a step with a name', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, problems } = window;
  await window.show('Problems');
  await expect(problems.kind('Errors')).toContainText('0');
  await canvas.select('Guest kali2');
  await inspector.set('IPv4/IPv6 addresses', '192.168.50.13');
  const twice = problems.problem('192.168.50.13');
  await expect(twice).toBeVisible();
  await expect(problems.kind('Errors')).toContainText('1');
  // The gravest stands first.
  await expect(problems.list.getByRole('row').first()).toContainText('192.168.50.13');
  await problems.mend(/^Give kali2 the free address/).click();
  await expect(twice).toBeHidden();
  await expect(window.button(/^Undo Give kali2 the free address/)).toBeEnabled();
  await window.undo();
  await expect(twice).toBeVisible();
  await window.undo();
  await expect(twice).toBeHidden();

  await inspector.set('MAC address', '');
  const nameless = problems.problem('has no MAC address');
  await canvas.selectNothing();
  await nameless.getByText('has no MAC address').click();
  await expect(inspector.title('kali2')).toBeVisible();
  await problems.kind('Warnings').click();
  await expect(nameless).toBeHidden();
  await problems.kind('Warnings').click();
  await nameless.getByRole('button', { name: 'Give kali2 a free MAC address' }).click();
  await expect(nameless).toBeHidden();
  await expect(inspector.field('MAC address')).toHaveValue(/^52:54:00/);
});
