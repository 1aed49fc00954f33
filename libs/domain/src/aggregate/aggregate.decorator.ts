import { foldOf } from '../fold/fold.js';
import { InvalidName } from '../name/invalid-name.error.js';
import { assertValidName } from '../name/valid-name.js';
import { aggregateDefinition } from './aggregate-definition.js';
import type { AggregateDefinition } from './aggregate-definition.js';
import { AggregateRepeated } from './aggregate-repeated.error.js';
import { checkedOptions } from './aggregate-options.js';
import type { AggregateOptions } from './aggregate-options.js';
import { lifecycle } from './aggregate-root.js';
import type { AggregateClass } from './aggregate-root.js';
import { NotAnAggregate } from './not-an-aggregate.error.js';

type OurOwn<Class> = Class extends AggregateClass
  ? Class
  : 'a class that extends AggregateRoot of @daybook/domain and has no constructor parameters';

/**
 * Makes a class an aggregate, kept in the streams `<category>-<id>`.
 *
 * The class must extend `AggregateRoot` of this library; on that of `@nestjs/cqrs` it does not compile.
 *
 * @example
 * @Aggregate('account')
 * export class Account extends AggregateRoot {}
 *
 * @example
 * @Aggregate('ledger', { snapshot: afterEvents(100).or(onEvent(MonthClosed)) })
 * export class Ledger extends AggregateRoot {}
 *
 * @param category the first part of the ids of its streams; a valid name without a hyphen, kept for ever
 * @param options.snapshot when a snapshot is taken; default: never
 * @param options.stateVersion which shape the state has, on the author's word; default: read from the code
 * @throws InvalidSnapshotPolicy an option is none
 * @throws InvalidName the category cannot be kept, or holds a hyphen
 * @throws NotAnAggregate the class does not extend `AggregateRoot`, or its constructor has parameters
 * @throws AggregateRepeated the class has a category already
 * @throws HandlerRepeated, EntityRouteMissing its handlers contradict each other
 */
export function Aggregate(category: string, options: AggregateOptions = {}) {
  return <Class extends abstract new (...args: never[]) => object>(target: Class & OurOwn<Class>): void => {
    assertValidName(category, 'category');
    if (category.includes('-')) throw new InvalidName('category', 'hyphen', category);
    assertAggregateClass(target);
    if (Object.hasOwn(target, aggregateDefinition)) {
      throw new AggregateRepeated(target, (target as Partial<Defined>)[aggregateDefinition]?.category ?? '', category);
    }
    const { snapshot, stateVersion } = checkedOptions(target, options);
    const events = [...foldOf(target).keys()];
    const definition: AggregateDefinition = { category, aggregateClass: target, events, snapshot, stateVersion };
    Object.defineProperty(target, aggregateDefinition, { value: Object.freeze(definition) });
  };
}

interface Defined {
  readonly [aggregateDefinition]: AggregateDefinition;
}

function assertAggregateClass(target: abstract new (...args: never[]) => object): asserts target is AggregateClass {
  if (!(lifecycle in (target.prototype as object)))
    throw new NotAnAggregate(target, 'it does not extend AggregateRoot');
  if (target.length > 0) throw new NotAnAggregate(target, 'its constructor has parameters');
}
