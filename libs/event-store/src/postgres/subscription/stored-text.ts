const longest = 10_000;

/**
 * What handlers have thrown, as text that PostgreSQL keeps: without NUL and halves of surrogate pairs, and not for ever. No
 * failure must be in the way of its own record.
 */
export function storedText(text: string | undefined): string | null {
  if (text === undefined) return null;
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
