/** One of the tags in an `If-Match` or `If-None-Match`. */
export interface EntityTag {
  readonly tag: string;
  readonly isWeak: boolean;
}

/** One element of the list, which may be empty, and the comma after it. */
const element = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?[ \t]*(?:,|$)/y;

/** Reads a list of entity tags (RFC 9110, section 8.8.3); undefined if it is none, or an empty one. */
export function entityTags(list: string): readonly EntityTag[] | undefined {
  const tags: EntityTag[] = [];
  element.lastIndex = 0;
  while (element.lastIndex < list.length) {
    const match = element.exec(list);
    if (match === null) return undefined;
    const [, weak, tag] = match;
    if (tag !== undefined) tags.push({ tag, isWeak: weak !== undefined });
  }
  return tags.length === 0 ? undefined : tags;
}
