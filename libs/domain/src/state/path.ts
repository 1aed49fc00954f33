/** Where a value stands in what holds it: written out only when a message needs it. */
export interface Path {
  readonly parent: Path | undefined;
  readonly step: string;
  readonly depth: number;
}

/** The path of what everything else is in. */
export function rootPath(name: string): Path {
  return { parent: undefined, step: name, depth: 0 };
}

/** The path of a field. */
export function fieldPath(parent: Path, field: string): Path {
  const step = /^[A-Za-z_$][\w$]*$/.test(field) ? `.${field}` : `[${JSON.stringify(field)}]`;
  return { parent, step, depth: parent.depth + 1 };
}

/** The path of an item of an array, or of the nth entry of a map or a set. */
export function itemPath(parent: Path, index: number): Path {
  return { parent, step: `[${index}]`, depth: parent.depth + 1 };
}

/** The path as it may stand in a message: `Account.limits[2].until`. */
export function written(path: Path): string {
  return path.parent === undefined ? path.step : written(path.parent) + path.step;
}
