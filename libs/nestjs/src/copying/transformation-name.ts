/** Where a class keeps its name: its own property, so that a subclass never passes for its parent. */
export const transformationName = Symbol.for('daybook.transformation-name');

/** The name that a class has by `@StreamTransformation`; undefined if it bears none itself. */
export function ownTransformationName(ofClass: object): string | undefined {
  return Object.hasOwn(ofClass, transformationName)
    ? (ofClass as { readonly [transformationName]?: string })[transformationName]
    : undefined;
}
