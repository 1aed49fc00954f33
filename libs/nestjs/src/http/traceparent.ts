import { headerValues, type Received } from './header-values.js';

/** version, trace-id, parent-id, trace-flags, and what a later version may add. */
const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const zeros = /^0+$/;
const sampled = 1;

/**
 * The trace that a request belongs to, as version 00 of W3C's Trace Context. Undefined if the header is absent, came
 * twice or is malformed: a trace begins anew then, and no request fails for it.
 */
export function traceparentOf(request: Received): string | undefined {
  const [value, ...others] = headerValues(request, 'traceparent');
  const match = others.length === 0 ? form.exec(value ?? '') : null;
  if (match === null) return undefined;
  const [, version = '', traceId = '', parentId = '', flags = '', rest] = match;
  if (version === 'ff' || zeros.test(traceId) || zeros.test(parentId)) return undefined;
  if (version === '00') return rest === undefined ? value : undefined;
  // Of a version that is not known yet, no more than this is understood, and may be passed on.
  return `00-${traceId}-${parentId}-0${Number.parseInt(flags, 16) & sampled}`;
}
