const unprintable = /[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/gu;

/**
 * A text in which nothing steers a terminal or hides from a reader: control characters, marks of direction and lone
 * surrogates are written as `\u001b`. In JSON text that is the same value.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) =>
    Array.from({ length: character.length }, (_, unit) => escaped(character.charCodeAt(unit))).join(''),
  );
}

/** A value as it may stand in a message: quoted, and printable. */
export function shown(value: unknown): string {
  return printable(JSON.stringify(value) ?? String(value));
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
