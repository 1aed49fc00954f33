import type { handlers } from '@daybook/domain';
import { defineSaga } from './define-saga.js';
import { ownSagaDefinition, sagaDefinition } from './saga-definition.js';
import type { SagaHandlers } from './saga-handlers.js';
import type { SagaOptions } from './saga-options.js';
import { SagaRepeated } from './saga-repeated.error.js';

type AnyClass = abstract new (...args: never[]) => object;

/** The class itself where it fits; otherwise a sentence, which the compiler prints. */
type Deciding<Class extends AnyClass> =
  InstanceType<Class> extends { readonly [handlers]: SagaHandlers }
    ? Class extends new () => object
      ? Class
      : 'a class that can be made without arguments: a saga decides from events and its state, and injects nothing'
    : 'a class that extends SagaInstance of @daybook/nestjs';

/**
 * Makes a class a saga: a process across aggregates that survives crashes, acts once, keeps deadlines, and undoes what it
 * did.
 *
 * The class is named in `DaybookModule.forFeature({ sagas: [ … ] })`, and is no provider: an object of it is made for each
 * event. Whatever can be wrong with it stops the import or the start, with an error that names the class and what to do.
 *
 * @example
 * @Saga('order-fulfilment', { version: 2 })
 * export class OrderFulfilment extends SagaInstance<FulfilmentState> { … }
 *
 * @param name lower-case words joined by hyphens, at most 100 characters; kept for ever
 * @param options see `SagaOptions`, for the defaults too
 * @throws NotASaga the class does not extend `SagaInstance`
 * @throws SagaWithDependencies its constructor has parameters
 * @throws SagaRepeated the class bears a `@Saga` already
 * @throws InvalidName, InvalidSagaName it cannot be called so
 * @throws InvalidSagaOption, SagaMigrationGap an option has a wrong value
 * @throws SagaNeverStarts, SagaStartWithoutKey, SagaKeyMissing, HandlerRepeated, SagaEventRepeated, EventTypeMissing,
 *   DuplicateEventType its handlers of events do not fit
 * @throws InvalidDeadlineName, DeadlineHandlerRepeated, RefusalHandlerRepeated, NotACommandClass, CommandTypeMissing its
 *   others do not
 */
export function Saga(name: string, options?: SagaOptions) {
  return <Class extends AnyClass>(target: Class & Deciding<Class>): void => {
    const known = ownSagaDefinition(target);
    if (known !== undefined) throw new SagaRepeated(target, known.name, name);
    Object.defineProperty(target, sagaDefinition, { value: Object.freeze(defineSaga(target, name, options)) });
  };
}
