/** One guest of the generated policy: what both programs' files are written from. */
export interface PolicyGuest {
  readonly name: string;
  readonly port: string;
  readonly address: string;
  readonly mac: string;
}

/** The two bridges of the article with any number of guests, half of them on each. */
export interface ArticlePolicy {
  readonly name: string;
  readonly host: { readonly name: string; readonly address: string; readonly prefix: number };
  readonly left: PolicyBridge;
  readonly right: PolicyBridge;
}

export interface PolicyBridge {
  readonly name: string;
  readonly group: string;
  /** Its end of the veth pair between the bridges. */
  readonly link: string;
  readonly guests: readonly PolicyGuest[];
}

/** The port on the left bridge by which the host is attached, and the host's end of that pair. */
export const HOST_PORT = 'vmh1';
export const HOST_INTERFACE = 'vmh2';
/** From the guests of the right bridge to those of the left one. */
export const SSH_PORT = 22;

const GUESTS_A_BLOCK = 250;

/** The article's policy for so many guests: every guest may ping every other, the right group may use SSH to the left. */
export function articlePolicy(guests: number): ArticlePolicy {
  const half = Math.ceil(guests / 2);
  return {
    name: `article-${guests}`,
    host: { name: 'mytux', address: '10.50.0.1', prefix: 16 },
    left: bridge('virbr4', 'br4_grp', 'vethb1', 'vk4n', 0, half),
    right: bridge('virbr6', 'br6_grp', 'vethb2', 'vk6n', half, guests - half),
  };
}

function bridge(name: string, group: string, link: string, port: string, first: number, count: number): PolicyBridge {
  const guests = Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const high = 1 + Math.floor(number / GUESTS_A_BLOCK);
    const low = 1 + (number % GUESTS_A_BLOCK);
    return {
      name: `kali${number}`,
      port: `${port}${index}`,
      address: `10.50.${high}.${low}`,
      mac: `52:54:00:00:${hex(high)}:${hex(low)}`,
    };
  });
  return { name, group, link, guests };
}

function hex(octet: number): string {
  return octet.toString(16).padStart(2, '0');
}
