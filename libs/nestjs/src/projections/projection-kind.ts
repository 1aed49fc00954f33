/** What a projection is made of: rows folded by key, or handlers that write. */
export type ProjectionKind = 'fold' | 'handler';

// On the prototype, so that the class of another installed copy is known, too; `instanceof` would miss it.
const kindMark = Symbol.for('daybook.projection-kind');

/** Says of a root class what those are that extend it. */
export function markKind(prototype: object, kind: ProjectionKind): void {
  Object.defineProperty(prototype, kindMark, { value: kind });
}

/** What a class of projections is; undefined if it is none. */
export function kindOf(projectionClass: { readonly prototype?: unknown }): ProjectionKind | undefined {
  const { prototype } = projectionClass;
  if (typeof prototype !== 'object' || prototype === null) return undefined;
  return (prototype as { readonly [kindMark]?: ProjectionKind })[kindMark];
}
