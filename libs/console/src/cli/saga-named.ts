import type { SagaAddress } from '@daybook/event-store';
import type { CommandArguments } from './command-arguments.js';

/** The instance that is named by its saga and its key. @throws UsageInvalid */
export function sagaNamed(given: CommandArguments): SagaAddress {
  const [saga, key, ...more] = given.positionals;
  if (saga === undefined) throw given.invalid('the saga is missing');
  if (key === undefined) throw given.invalid('the key of the instance is missing');
  if (more.length > 0) throw given.invalid(`${JSON.stringify(more[0])} is one too many`);
  return { saga, key };
}

/** A key as it can be copied into a command. */
export function keyInWords(key: string): string {
  return /^[\w.:@/-]+$/.test(key) ? key : JSON.stringify(key);
}
