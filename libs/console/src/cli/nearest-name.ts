/** The name that was likely meant: the one that is most like what was written, if it is like it at all. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const beginning = names.find((name) => written !== '' && name.startsWith(`${written} `));
  if (beginning !== undefined) return beginning;
  const [best] = names
    .map((name) => ({ name, distance: distance(written, name) }))
    .sort((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= Math.max(2, best.name.length / 3) ? best.name : undefined;
}

/** How many letters must be put in, left out or changed to make one text of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
