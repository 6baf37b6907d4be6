/** What each example shows, in one sentence; in this order, from simple to large, the examples are listed. */
export const EXAMPLE_SENTENCES: Readonly<Record<string, string>> = {
  'single-bridge': 'What keeps each guest to its own address.',
  'two-bridges': 'A veth pair between them, and guests on both.',
  'several-addresses': 'A foot on two bridges, and networks behind it.',
  'office-consoles': 'No bridge: who reaches which console, in branches.',
  'dhcp-and-ipv6': 'A DHCP server and a router among the guests.',
  'three-bridges-and-nic': "Linked bridges, one with the host's network card.",
  'fifty-guests': 'Five bridges, and groups for their guests.',
};
