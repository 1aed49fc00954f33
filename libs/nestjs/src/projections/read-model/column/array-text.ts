/** An array in PostgreSQL's text form. Plain texts are those that need no quotes in it: numbers, booleans, UUIDs. */
export function arrayText(texts: readonly (string | null)[], plain: boolean): string {
  let text = '{';
  for (const element of texts) {
    if (text.length > 1) text += ',';
    text += element === null ? 'NULL' : plain ? element : quoted(element);
  }
  return `${text}}`;
}

/** The elements of an array of one dimension in PostgreSQL's text form. */
export function elementsOf(array: string): readonly (string | null)[] {
  const elements: (string | null)[] = [];
  let at = 1;
  while (at < array.length - 1) {
    if (array[at] === '"') {
      let element = '';
      for (at++; array[at] !== '"'; at++) {
        if (array[at] === '\\') at++;
        element += array[at] ?? '';
      }
      elements.push(element);
      at += 2;
    } else {
      const comma = array.indexOf(',', at);
      const end = comma === -1 ? array.length - 1 : comma;
      const element = array.slice(at, end);
      elements.push(element === 'NULL' ? null : element);
      at = end + 1;
    }
  }
  return elements;
}

// Looked for first, because most texts hold neither, and a replacement is dear.
function quoted(text: string): string {
  const escaped = text.includes('"') || text.includes('\\') ? text.replace(/["\\]/g, '\\$&') : text;
  return `"${escaped}"`;
}
