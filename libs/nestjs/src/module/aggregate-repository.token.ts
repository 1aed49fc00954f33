import type { AggregateClass } from '@daybook/domain';
import { Inject } from '@nestjs/common';
import { ClassMissing } from './class-missing.error.js';

// On the class itself, so that two copies of this library agree, and two classes of one name do not.
const ownToken = Symbol.for('daybook.repository-token');

/**
 * The token under which `forFeature` provides the repository of an aggregate, for those who ask Nest for it or replace it
 * in a test.
 *
 * @example const accounts = app.get(getAggregateRepositoryToken(Account), { strict: false });
 * @throws ClassMissing the class is undefined, when modules import each other
 */
export function getAggregateRepositoryToken(aggregateClass: AggregateClass): symbol {
  if (typeof aggregateClass !== 'function') throw new ClassMissing('InjectAggregateRepository(…)');
  if (!Object.hasOwn(aggregateClass, ownToken)) {
    // Nest prints this where nobody provides the token, so it says what to do.
    const { name } = aggregateClass;
    const description = `AggregateRepository of ${name}; import DaybookModule.forFeature({ aggregates: [${name}] })`;
    Object.defineProperty(aggregateClass, ownToken, { value: Symbol(description) });
  }
  return (aggregateClass as AggregateClass & { readonly [ownToken]: symbol })[ownToken];
}

/**
 * Injects the repository of an aggregate.
 *
 * @example constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}
 */
export function InjectAggregateRepository(aggregateClass: AggregateClass): PropertyDecorator & ParameterDecorator {
  return Inject(getAggregateRepositoryToken(aggregateClass));
}
