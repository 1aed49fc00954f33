import type { FieldError } from './field-error.js';

const unstorableText = /\0|\p{Surrogate}/u;

/** Refused rather than dropped: what a client has sent and nobody would read. */
const prototypeKeys: ReadonlySet<string | undefined> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Finds what no rule about a single field can see: nesting that is too deep to be walked safely, keys that reach for
 * prototypes, numbers out of range, and text that no database can keep (NUL, half of a surrogate pair).
 *
 * Walks without recursion, so that a hostile depth costs nothing, and stops at the first finding.
 */
export function malformedJson(root: unknown, maxDepth: number): FieldError | undefined {
  const pending: { value: unknown; path: readonly string[] }[] = [{ value: root, path: [] }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path } = next;
    const message = flaw(value, path, maxDepth);
    if (message) return { field: printable(path), message };
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) pending.push({ value: child, path: [...path, key] });
  }
  return undefined;
}

function flaw(value: unknown, path: readonly string[], maxDepth: number): string | undefined {
  const key = path.at(-1);
  if (prototypeKeys.has(key)) return 'must not exist';
  if (key !== undefined && unstorableText.test(key)) return 'must be named without NUL and unpaired surrogates';
  if (typeof value === 'string') {
    return unstorableText.test(value) ? 'must not contain NUL or unpaired surrogates' : undefined;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'must be a number within range';
  if (typeof value === 'object' && value !== null && path.length >= maxDepth) {
    return `must not be nested more than ${maxDepth} levels deep`;
  }
  return undefined;
}

const longestPath = 200;

function printable(path: readonly string[]): string {
  const joined = path.join('.').replace(/\0|\p{Surrogate}/gu, '\uFFFD');
  return joined.length > longestPath ? `${joined.slice(0, longestPath)}…` : joined || 'body';
}
