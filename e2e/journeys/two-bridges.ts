import type { Window } from './window.ts';

/** What the administrator knows of her guests: which bridge, tap, MAC and address each has. */
export const GUESTS = [
  { name: 'kali2', bridge: 'virbr4', tap: 'vk42', mac: '52:54:00:b3:4a:12', address: '192.168.50.12', x: 570 },
  { name: 'kali3', bridge: 'virbr6', tap: 'vk63', mac: '52:54:00:9f:5d:c1', address: '192.168.50.13', x: 90 },
  { name: 'kali4', bridge: 'virbr6', tap: 'vk64', mac: '52:54:00:74:60:4a', address: '192.168.50.14', x: 245 },
  { name: 'kali5', bridge: 'virbr6', tap: 'vk65', mac: '52:54:00:0f:34:4f', address: '192.168.50.15', x: 400 },
] as const;

const BRIDGES = [
  { name: 'virbr4', x: 690 },
  { name: 'virbr6', x: 210 },
] as const;

/** The host with its two bridges, named and with their ageing. */
export async function drawBridges({ canvas, inspector }: Window): Promise<void> {
  await canvas.draw('Host', { x: 770, y: 340 });
  await canvas.rename('Host host1', 'mytux');
  for (const { name, x } of BRIDGES) {
    await canvas.draw('Bridge', { x, y: 110 });
    await canvas.rename('Bridge virbr1', name);
    await canvas.select(`Bridge ${name}`);
    await inspector.set('Ageing (seconds)', '30');
  }
}

export async function drawGuest(window: Window, guest: (typeof GUESTS)[number]): Promise<void> {
  const { canvas, inspector } = window;
  await canvas.draw('Guest', { x: guest.x, y: 340 });
  await canvas.rename('Guest guest1', guest.name);
  await canvas.connect(guest.name, canvas.object(`Bridge ${guest.bridge}`));
  await canvas.select(`Guest ${guest.name}`);
  await inspector.set('IPv4/IPv6 addresses', guest.address);
  await inspector.set('MAC address', guest.mac);
  await canvas.port('vk1').click();
  await inspector.set('Name', guest.tap);
}

/** The veth pair between the bridges, and the one from virbr4 to the host itself. */
export async function drawHostLink({ page, canvas, inspector }: Window): Promise<void> {
  await canvas.connect('mytux', canvas.object('Bridge virbr4'));
  await page.getByRole('button', { name: 'Address of vmh2' }).click();
  await inspector.set('IPv4/IPv6 addresses', '192.168.50.1/24');
}

export async function drawBridgeLink({ canvas }: Window): Promise<void> {
  await canvas.connect('virbr4', canvas.object('Bridge virbr6'));
}

/** One group from the palette and ticked members, the other from a selection and the keyboard. */
export async function drawGroups({ page, canvas, inspector }: Window): Promise<void> {
  await canvas.draw('Group', { x: 640, y: 455 });
  await canvas.rename('Group group1', 'br4_grp');
  await canvas.select('Group br4_grp');
  await inspector.tick('kali2');
  await canvas.select('Guest kali3', 'Guest kali4', 'Guest kali5');
  await page.keyboard.press('Control+g');
  await inspector.set('Name', 'br6_grp');
}

/** The one rule: guests may ping each other, across both bridges, and it is logged. */
export async function writePingRule(window: Window): Promise<void> {
  const { page, rules } = window;
  await window.show('Rules');
  await page.getByRole('button', { name: 'Add policy' }).click();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await rules.choose('Source', 1, ['br6_grp', 'br4_grp']);
  await rules.choose('Destination', 1, ['br6_grp', 'br4_grp']);
  await rules.choose('Service', 1, ['any ICMP']);
  await rules.action(1, 'Accept');
  await rules.log(1);
  await rules.comment(1, 'guests may ping each other, across both bridges');
}
