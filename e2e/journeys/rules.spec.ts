import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './journey.ts';
import type { Window } from './window.ts';

const WORDS = ['guests may ping each other, across both bridges', 'one', 'two', 'three'];

/** The example with three rules more, each with a word as its comment. */
async function withRules(window: Window): Promise<void> {
  await window.show('Rules');
  for (const word of WORDS.slice(1)) {
    await window.button('Add rule').click();
    const number = WORDS.indexOf(word) + 1;
    await expect(window.rules.row(number)).toBeVisible();
    await window.rules.comment(number, word);
  }
  expect(await window.rules.comments()).toEqual(WORDS);
}

test('a rule is written by keyboard alone', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { rules, page, script } = window;
  const type = async (text: string) => {
    await page.keyboard.type(text);
    await window.press('Enter', 'Tab');
  };
  await window.press('Alt+2');
  await rules.cell('Source', 1).focus();
  await window.press('Insert');
  await expect(rules.cell('Source', 2)).toBeFocused();
  // Letters search, Enter takes what was found, Tab goes on to the next cell.
  await type('kali2');
  await expect(rules.cell('Destination', 2)).toBeFocused();
  await type('mail = 192.168.50.13');
  await type('tcp 8443');
  await expect(rules.cell('Ports', 2)).toBeFocused();
  await window.press('ArrowRight');
  await page.keyboard.type('acc');
  await window.press('Enter');
  await rules.says('Source', 2, 'kali2');
  await rules.says('Destination', 2, 'mail');
  await rules.says('Service', 2, 'tcp 8443');
  await rules.says('Action', 2, 'Accept');
  await expect(rules.cell('Action', 2)).toBeFocused();
  await window.press('ArrowRight');
  await type('mon-fri 08:00-18:00');
  await rules.says('When', 2, 'mon-fri 08:00-18:00');
  await window.press('End');
  await page.keyboard.type('web mail in the day');
  await window.press('Enter', 'ArrowLeft', 'Space');
  await rules.says('Log', 2, 'on');
  await expect(rules.numberOf(2)).toHaveAccessibleName(/in the log \d+/);
  await window.press('Home', 'Space');
  await expect(rules.numberOf(2)).toHaveAccessibleName('Rule 2, switched off');
  await window.press('Space', 'ArrowRight', '!');
  await rules.says('Source', 2, 'not kali2');
  // A word for each step, and all of them can be taken back.
  await expect(window.button('Undo Negate source of rule 2')).toBeEnabled();
  await window.press('Control+z', 'Delete');
  await rules.says('Source', 2, 'any');
  await expect(window.notices).toContainText('source of rule 2 is empty now, so it accepts any');
  await window.press('Control+z');
  await rules.says('Source', 2, 'kali2');
  await window.press('Control+c', 'ArrowDown');
  await expect(rules.section('Add a rule')).toContainText('Add a rule');
  await window.press('Enter');
  await expect(rules.cell('Source', 3)).toBeFocused();
  await window.press('ArrowRight', 'Control+v');
  await rules.says('Destination', 3, 'kali2');
  await window.show('Script');
  await expect.poll(() => script.text()).toContain('--dport 8443');
});

test('objects are dragged into cells, from the drawing, from cell to cell', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { rules, canvas, page } = window;
  await window.show('Rules');
  await window.button('Add rule').click();
  const place = await canvas.object('Guest kali2').boundingBox();
  await canvas.drag(canvas.object('Guest kali2').getByText('kali2', { exact: true }), rules.cell('Source', 2));
  await rules.says('Source', 2, 'kali2');
  await expect(window.button('Undo Add kali2 to source of rule 2')).toBeEnabled();
  // In the drawing nothing has moved.
  expect(await canvas.object('Guest kali2').boundingBox()).toEqual(place);
  await rules.chip('Source', 2, 'kali2').dragTo(rules.cell('Destination', 2));
  await rules.says('Source', 2, 'any');
  await rules.says('Destination', 2, 'kali2');
  await page.keyboard.down('Control');
  await rules.chip('Destination', 2, 'kali2').dragTo(rules.cell('Source', 2));
  await page.keyboard.up('Control');
  await rules.says('Source', 2, 'kali2');
  await rules.says('Destination', 2, 'kali2');
  await rules.chip('Source', 2, 'kali2').dragTo(rules.cell('Service', 2));
  await rules.says('Service', 2, 'any');
  await canvas.drag(canvas.object('Guest kali3').getByText('kali3', { exact: true }), rules.cell('Service', 2));
  await expect(window.notices).toContainText('Guest kali3 does not fit into Service, which takes services.');
  await window.tree.getByRole('row', { name: 'vk63' }).dragTo(rules.cell('Ports', 2));
  await rules.says('Ports', 2, 'vk63');
  await rules.says('Service', 2, 'any');
});

test('rules are moved, copied to another policy, and grouped', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { rules, page } = window;
  await withRules(window);
  const [ping = ''] = WORDS;
  await rules.numberOf(4).click();
  await window.press('Alt+ArrowUp', 'Alt+ArrowUp');
  expect(await rules.comments()).toEqual([ping, 'three', 'one', 'two']);
  await rules.numberOf(3).click();
  await rules.numberOf(4).click({ modifiers: ['Shift'] });
  await rules.numberOf(4).dragTo(rules.numberOf(1), { targetPosition: { x: 20, y: 2 } });
  await expect.poll(() => rules.comments()).toEqual(['one', 'two', ping, 'three']);
  await expect(window.button('Undo Move rules 3 and 4')).toBeEnabled();

  // The two moved ones are chosen still.
  await window.press('Control+g');
  await page.getByRole('textbox', { name: 'Name of the group' }).fill('Mail');
  await window.press('Enter');
  await expect(rules.group('Mail')).toHaveAccessibleName('Group Mail: 2 rules');
  await window.press('ArrowLeft');
  await expect(rules.row(1)).toBeHidden();
  await window.press('ArrowRight');
  await expect(rules.row(1)).toBeVisible();

  await window.press('Control+k');
  await page.keyboard.type('Add branch policy');
  await window.press('ArrowDown', 'Enter');
  await expect(page.getByRole('grid', { name: 'Rules of Branch_Policy' })).toBeVisible();
  await rules.showPolicy('Main_Policy');
  await rules.numberOf(1).click();
  await rules.numberOf(2).click({ modifiers: ['Control'] });
  await window.press('Control+c', 'Alt+PageDown');
  await expect(page.getByRole('grid', { name: 'Rules of Branch_Policy' })).toBeVisible();
  await page.getByRole('gridcell', { name: /Add a rule/ }).focus();
  await window.press('Control+v');
  await expect.poll(() => rules.comments()).toEqual(['one', 'two']);
  await expect(rules.group('Mail')).toBeVisible();
  await rules.showPolicy('Main_Policy');
});

test('reasons and names are read to their end in a window 1280 wide', async ({ journey }) => {
  const window = await journey.start('example:three-bridges-and-nic');
  const { rules, page } = window;
  await page.setViewportSize({ width: 1280, height: 800 });
  await window.show('Rules');
  await expect(rules.chip('Service', 2, 'HTTP and HTTPS')).toBeVisible();
  await rules.section('IN DENY, ports: 17 rules').click();
  await expect(rules.derived(29)).toContainText('or the frame went astray at enp3s0');
  expect(await rules.cutWords()).toEqual([]);
});

test('the whole order is seen, and each rule tells what it compiles to', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { rules, page, script } = window;
  await window.show('Rules');
  await rules.section('IN DENY, ports: 10 rules').click();
  await expect(rules.derived(21)).toContainText('Behind port vk42 is kali2 alone');
  await expect(rules.derived(21)).toContainText('in by vk42');
  await rules.derived(21).getByRole('gridcell').focus();
  await window.press('ArrowDown');
  await expect(rules.derived(22).getByRole('gridcell')).toBeFocused();
  await window.press('Enter');
  await expect(rules.compiled).toContainText('--physdev-in vk63');
  await window.press('Escape');
  await expect(rules.derived(22).getByRole('gridcell')).toBeFocused();

  await rules.cell('Source', 1).focus();
  await window.press('Control+Enter');
  await expect(rules.compiled).toContainText('IN ACCEPT, guest ports');
  await expect(rules.compiled).toContainText(/is let through|is accepted|accept/i);
  await rules.compiled.getByRole('radio', { name: 'IPv6' }).click();
  await expect(rules.compiled).toContainText('Nothing of it in this family.');
  await rules.compiled.getByRole('radio', { name: 'IPv4' }).click();
  const line = rules.compiled.getByRole('button', { name: /^Line \d+ of rules\.v4: .*--physdev-in vk63/ }).first();
  const [, text = ''] = / of rules\.v4: (.*)$/.exec((await line.getAttribute('aria-label')) ?? '') ?? [];
  await line.click();
  await expect(page.getByRole('tab', { name: 'Script' })).toHaveAttribute('aria-selected', 'true');
  await expect(script.line(text).first()).toBeInViewport();
});

for (const theme of ['Light', 'Dark'] as const) {
  test(`the rule table is accessible in ${theme.toLowerCase()}`, async ({ journey }) => {
    const window = await journey.start('example:two-bridges');
    const { rules, page } = window;
    await window.theme(theme);
    await withRules(window);
    await rules.numberOf(2).click();
    await window.press('Control+g', 'Enter');
    await rules.section('IN DENY, ports: 10 rules').click();
    const grave = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    };
    expect(await grave(), 'the table').toEqual([]);
    await rules.edit('Ports', 1);
    expect(await grave(), 'a cell that is edited').toEqual([]);
    await window.press('Escape', 'Control+Enter');
    await expect(rules.compiled).toBeVisible();
    expect(await grave(), 'what a rule compiles to').toEqual([]);
  });
}
