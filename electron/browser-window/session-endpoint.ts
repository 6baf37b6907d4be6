import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Access } from './access.ts';
import { readCookie, setCookie } from './cookie.ts';
import { replySentence } from './reply.ts';

const LONGEST_BODY = 1024;
const bodySchema = z.object({ token: z.string() });

const USED_UP = 'This link has been used already or is not from this backend: start Bridgewarden again for a new one.';
const NO_COOKIE = 'This browser has not opened the link that Bridgewarden printed: open that link here.';

/**
 * `POST /session` exchanges the one-time token (`{ "token": "..." }`) for the cookie; `GET /session` tells a page
 * whether its cookie is good, because a refused WebSocket does not say why.
 */
export async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  options: { readonly access: Access; readonly port: number; readonly headers: OutgoingHttpHeaders },
): Promise<void> {
  const { access, port, headers } = options;
  if (request.method === 'GET') {
    if (!access.isCookie(readCookie(request, port))) return replySentence(response, 401, NO_COOKIE, headers);
    response.writeHead(204, headers).end();
    return;
  }
  if (request.method !== 'POST') {
    return replySentence(response, 405, 'Only GET and POST are answered here.', { ...headers, Allow: 'GET, POST' });
  }
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return replySentence(response, 415, 'The token is expected as application/json.', headers);
  }
  const token = parseToken(await readBody(request));
  if (token === undefined) return replySentence(response, 400, 'The body is expected to be {"token": "..."}.', headers);
  const cookie = access.exchange(token);
  if (cookie === undefined) return replySentence(response, 403, USED_UP, headers);
  response.writeHead(204, { ...headers, 'Set-Cookie': setCookie(port, cookie) }).end();
}

/** The body as text; empty when it is longer than any token. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Read on, so that the answer arrives, but keep nothing.
    if (length <= LONGEST_BODY) chunks.push(chunk);
  }
  return length <= LONGEST_BODY ? Buffer.concat(chunks).toString('utf8') : '';
}

function parseToken(body: string): string | undefined {
  try {
    return bodySchema.parse(JSON.parse(body)).token;
  } catch {
    return undefined;
  }
}
