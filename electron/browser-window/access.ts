import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may talk to this backend: whoever has the one-time token from the printed link, and then the cookie it was
 * exchanged for. Only hashes are kept, which also makes all comparisons of one length.
 */
export class Access {
  #token: Buffer | undefined;
  #cookie: Buffer | undefined;

  /** A new one-time token; an earlier unused one is dead. */
  issueToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.#token = digest(token);
    return token;
  }

  /** The cookie's value for a good token, which is dead from then on; `undefined` for any other. */
  exchange(token: string): string | undefined {
    if (!this.#token || !timingSafeEqual(this.#token, digest(token))) return undefined;
    this.#token = undefined;
    const cookie = randomBytes(32).toString('base64url');
    this.#cookie = digest(cookie);
    return cookie;
  }

  isCookie(value: string | undefined): boolean {
    return value !== undefined && this.#cookie !== undefined && timingSafeEqual(this.#cookie, digest(value));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
