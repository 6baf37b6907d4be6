import { expect, test } from './journey.ts';
import { drawBridgeLink, drawBridges, drawGroups, drawGuest, drawHostLink, GUESTS } from './two-bridges.ts';

/**
 * A person's whole task: the network of the second article, its rules with the mistake that everybody makes (one direction is
 * missing), the search for the reason why kali2 cannot ping kali5, and the mend.
 */
test("article II's network is drawn, its rules are written, and the missing direction is found and added", async ({
  journey,
}) => {
  test.setTimeout(240_000);
  const window = await journey.start();
  const { page, canvas, inspector, rules, script } = window;

  await test.step('draw the network', async () => {
    await drawBridges(window);
    const [first, ...others] = GUESTS;
    await drawGuest(window, first);
    await drawHostLink(window);
    await drawBridgeLink(window);
    for (const guest of others) await drawGuest(window, guest);
    await drawGroups(window);
  });

  await test.step('write the rules, in one direction only', async () => {
    await window.show('Rules');
    await page.getByRole('button', { name: 'Add policy' }).first().click();
    await page.getByRole('button', { name: 'Add rule' }).first().click();
    await rules.choose('Source', 1, ['br6_grp']);
    await rules.choose('Destination', 1, ['br6_grp', 'br4_grp']);
    await rules.choose('Service', 1, ['any ICMP']);
    await rules.action(1, 'Accept');
  });

  await test.step('find why kali2 cannot ping kali5', async () => {
    await canvas.port('vk65').click();
    // At kali5's port a rule of hers lets pings in ...
    const accepts = inspector.ruleHere(/^Rule \d+: .*main.*|^Rule \d+: .*Main_Policy/i).first();
    await expect(accepts).toContainText('yours');
    await canvas.port('vk42').click();
    // ... at kali2's none does: whatever it sends ends at the last rule.
    await expect(inspector.section('Rules here')).toContainText('None of your own rules acts here');
    const last = inspector.ruleHere(/No rule accepts it/);
    await expect(last).toContainText('deny');
    await inspector.follow(last, 'in the script');
    await expect(script.note).toContainText('No rule accepts it');
    await expect(script.line('section 9: default').first()).toBeInViewport();
    // At kali2 itself: the rule that names its group leads to the table, where its group is the destination alone.
    await canvas.select('Guest kali2');
    const named = inspector.section('Rules here').getByRole('listitem').filter({ hasText: 'yours' }).first();
    await inspector.follow(named, 'in the table');
    await expect(rules.row(1)).toContainText('br4_grp');
  });

  await test.step('add the missing direction', async () => {
    await page.getByRole('button', { name: 'Add rule' }).first().click();
    await rules.choose('Source', 2, ['br4_grp']);
    await rules.choose('Destination', 2, ['br6_grp']);
    await rules.choose('Service', 2, ['any ICMP']);
    await rules.action(2, 'Accept');
    await canvas.port('vk42').click();
    const accepts = inspector.section('Rules here').getByRole('listitem').filter({ hasText: 'yours' }).first();
    await expect(accepts).toContainText('accept');
    await inspector.follow(accepts, 'in the script');
    await expect(script.line('--physdev-in vk42 -s 192.168.50.12 -p icmp').first()).toBeInViewport();
    // From the border ports on, too: kali5 is on the other bridge.
    await script.choose('File', 'rules.v4');
    expect(await script.text()).toMatch(/--physdev-in vethb2 -s 192\.168\.50\.12/);
  });
});
