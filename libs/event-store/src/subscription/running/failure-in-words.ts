const longest = 1_000;

/** What operators are told of something that was thrown; the rest of a long message is left out. */
export function failureInWords(thrown: unknown): string {
  const words = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : `thrown: ${textOf(thrown)}`;
  // Neither a NUL nor half a surrogate pair is anything that a database can keep in a text.
  return words.slice(0, longest).replace(/\0|\p{Surrogate}/gu, '');
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}
