import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../content-security-policy.ts';

/** Headers of every answer, refusals included. No CORS header is among them: no other site may read anything. */
export function safetyHeaders(host: string | undefined): OutgoingHttpHeaders {
  return {
    // Not every browser counts the WebSocket of the same origin as 'self'.
    'Content-Security-Policy': contentSecurityPolicy(host ? [`ws://${host}`] : []),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
    'Cache-Control': 'no-store',
  };
}

/** Answers with one sentence as plain text. */
export function replySentence(
  response: ServerResponse,
  status: number,
  sentence: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}
