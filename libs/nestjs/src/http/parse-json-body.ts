import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { MalformedJson } from './malformed-json.error.js';

const charsetParameter = /;\s*charset\s*=\s*"?([^\s;"]+)/i;
const byteOrderMark = /^\ufeff/;
const objectOrArray = /^[ \t\n\r]*[[{]/;

/**
 * Reads a body that is declared as JSON. It must be UTF-8: Express's own parser would silently replace bytes that are not,
 * and would follow a client into UTF-7 and UTF-16. It must not be compressed, so that a limit speaks of what was sent.
 *
 * @throws MalformedJson
 * @throws Error with the `statusCode` 415: another charset, or a compressed body
 */
export function parseJsonBody(headers: IncomingHttpHeaders, body: Buffer): unknown {
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw unsupported('content encoding unsupported');
  }
  const charset = charsetParameter.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  if (!charset.startsWith('utf-')) throw unsupported(`unsupported charset "${charset.toUpperCase()}"`);
  if (charset !== 'utf-8' || !isUtf8(body)) throw new MalformedJson();
  const text = body.toString().replace(byteOrderMark, '');
  if (text === '') return {};
  if (!objectOrArray.test(text)) throw new MalformedJson();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MalformedJson({ cause });
  }
}

function unsupported(message: string): Error {
  return Object.assign(new Error(message), { status: 415, statusCode: 415 });
}
