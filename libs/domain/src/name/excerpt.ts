const longest = 60;

/**
 * A value as it may stand in a message: short, quoted, printable ASCII alone, so that no terminal is steered and no
 * reader deceived by it.
 */
export function excerpt(value: unknown): string {
  if (typeof value !== 'string') return `(${value === null ? 'null' : typeof value})`;
  const shown = value.length > longest ? `${value.slice(0, longest)}…` : value;
  return JSON.stringify(shown).replace(
    /[^\x20-\x7e…]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
