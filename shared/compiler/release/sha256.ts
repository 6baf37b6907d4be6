import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The sha256 of a text in UTF-8, hexadecimal. */
export type Sha256Hex = (text: string) => string;

/** In plain JavaScript, for wherever the platform has none that answers at once (Web Crypto's is asynchronous). */
export const portableSha256Hex: Sha256Hex = (text) => bytesToHex(sha256(utf8ToBytes(text)));
