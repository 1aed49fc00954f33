import { getMetadataArgsStorage } from 'typeorm';
import type { ReadModelClass } from '../projection-options.js';

/** The property in which a row bears its key: its only primary column; undefined for a class that is no such entity. */
export function keyFieldOf(readModel: ReadModelClass): string | undefined {
  const lineage = new Set<unknown>();
  for (let ofClass: unknown = readModel; typeof ofClass === 'function'; ofClass = Object.getPrototypeOf(ofClass)) {
    lineage.add(ofClass);
  }
  const primary = getMetadataArgsStorage().columns.filter(
    ({ target, options }) => options.primary === true && lineage.has(target),
  );
  const names = new Set(primary.map(({ propertyName }) => propertyName));
  return names.size === 1 ? primary[0]?.propertyName : undefined;
}
