import { isDaybookError } from '@daybook/domain';
import { sqlState } from '../read-model/sql-state.js';
import type { SwitchObstacle } from './switch-blocked.error.js';

/** What is in the way of a switch. */
export interface Obstacle {
  readonly word: SwitchObstacle;
  readonly finding: string;
  readonly cause?: unknown;
}

/** Not what waits for an operator. */
export function isWorthAnotherTry({ word }: Obstacle): boolean {
  return word === 'behind' || word === 'in-use';
}

const inTheWay: ReadonlySet<string> = new Set(['read-model-in-use', 'transaction-conflict', 'transaction-timed-out']);
const lockNotAvailable = '55P03';

/** An error of the switch that tells of others at work. Throws every other one. */
export function refusalOf(error: unknown): Obstacle {
  const isOfOthers = isDaybookError(error) ? inTheWay.has(error.code) : sqlState(error) === lockNotAvailable;
  if (!isOfOthers) throw error;
  return { word: 'in-use', finding: 'another transaction holds what is read, or its checkpoint', cause: error };
}
