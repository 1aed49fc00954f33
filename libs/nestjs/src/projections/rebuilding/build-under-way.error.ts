import { DaybookError } from '@daybook/domain';
import { type Generation, subscriptionOf } from '../read-model/generation.js';

/** Another generation of the version is being built already. */
export class BuildUnderWay extends DaybookError {
  readonly code = 'build-under-way';
  readonly generation: string;

  constructor(generation: Generation) {
    const name = subscriptionOf(generation);
    super(`A rebuild was asked for while "${name}" is being built. Wait for it, or cancel it first.`);
    this.generation = name;
  }
}
