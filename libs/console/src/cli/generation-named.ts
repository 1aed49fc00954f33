import type { Generation } from '@daybook/nestjs';
import type { CommandArguments } from './command-arguments.js';

/** The generation that is named as `account-balances@1.2`. @throws UsageInvalid */
export function generationNamed(given: CommandArguments): Generation {
  const text = given.only('generation');
  const [, name, version, generation] = /^(.+)@([1-9]\d{0,8})\.([1-9]\d{0,8})$/.exec(text) ?? [];
  if (name === undefined) {
    throw given.invalid(`${JSON.stringify(text)} is no generation, which is named like account-balances@1.2`);
  }
  return { name, version: Number(version), generation: Number(generation) };
}
