/**
 * The segment to which a key falls: FNV-1a over its UTF-16 code units. All processes must agree on it, releases too, so
 * that it never changes.
 */
export function segmentOfKey(key: string, segments: number): number {
  if (segments === 1) return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % segments;
}
