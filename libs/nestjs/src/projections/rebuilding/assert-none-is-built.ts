import type { GenerationRecord } from '../read-model/generation-record.js';
import { BuildUnderWay } from './build-under-way.error.js';

/**
 * To be asked where nobody else can begin a build before the answer is used.
 *
 * @throws BuildUnderWay
 */
export function assertNoneIsBuilt(records: readonly GenerationRecord[]): void {
  const building = records.findLast(({ state }) => state === 'building');
  if (building !== undefined) throw new BuildUnderWay(building);
}
