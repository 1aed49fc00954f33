import type { JsonValue } from '@daybook/domain';
import type { KeptAppend } from '../stream/kept-append.js';
import type { TextRow } from './connection.js';

/** What `sql/queries/find_append.sql` says of a key; undefined if it knows none. */
export function keptAppendOf([row]: readonly TextRow[]): KeptAppend | undefined {
  if (row === undefined) return undefined;
  const [fingerprint, streamIds, versions, positions, answer] = row;
  const streams = listOf<string>(streamIds).map((streamId, at) => ({
    streamId,
    version: listOf<number>(versions)[at] ?? 0,
    position: listOf<number>(positions)[at] ?? 0,
  }));
  return {
    fingerprint: fingerprint ?? '',
    streams,
    position: Math.max(0, ...streams.map(({ position }) => position)),
    ...(answer != null && { answer: JSON.parse(answer) as { readonly value?: JsonValue } }),
  };
}

function listOf<T>(json: string | null | undefined): readonly T[] {
  return JSON.parse(json ?? '[]') as readonly T[];
}
