import type { KnownSaga } from '../../saga/saga-store.js';
import { plainArray } from '../array-text.js';

/** Each saga with each of its versions: two arrays. */
export function pairsOf(sagas: readonly KnownSaga[]): readonly unknown[] {
  const pairs = sagas.flatMap(({ saga, versions }) => versions.map((version) => [saga, version] as const));
  return [pairs.map(([saga]) => saga), plainArray(pairs.map(([, version]) => version))];
}
