/** True if two values are the same by content: their class, and all that they hold. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other || Object.is(one, other)) return true; // both zeros are one, and so are two NaN
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (one instanceof Date) return sameValue(one.getTime(), (other as Date).getTime());
  if (one instanceof Map) return sameMap(one, other as ReadonlyMap<unknown, unknown>);
  if (one instanceof Set) return sameSet(one, other as ReadonlySet<unknown>);
  if (Array.isArray(one) && one.length !== (other as readonly unknown[]).length) return false;
  return sameFields(one as Fields, other as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

/** A field that is undefined is as good as none: whether it is there depends on the compiler's settings. */
function sameFields(one: Fields, other: Fields): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameValue(own(one, name), own(other, name)));
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function sameMap(one: ReadonlyMap<unknown, unknown>, other: ReadonlyMap<unknown, unknown>): boolean {
  return (
    one.size === other.size && [...one].every(([key, value]) => other.has(key) && sameValue(value, other.get(key)))
  );
}

/** Members are compared by content, each with one of its own on the other side. */
function sameSet(one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): boolean {
  if (one.size !== other.size) return false;
  const left = [...other];
  return [...one].every((member) => {
    const index = left.findIndex((candidate) => sameValue(member, candidate));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}
