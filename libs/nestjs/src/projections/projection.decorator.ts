import type { handlers } from '@daybook/domain';
import { defineProjection } from './define-projection.js';
import type { RowHandlers } from './fold-projection.js';
import type { HandlerProjection } from './handler-projection.js';
import { ownProjectionDefinition, projectionDefinition } from './projection-definition.js';
import type { ProjectionOptions, ReadModelClass, ReadModels } from './projection-options.js';
import { ProjectionRepeated } from './projection-repeated.error.js';

type AnyClass = abstract new (...args: never[]) => object;

/** The class itself where it fits; otherwise a sentence, which the compiler prints. */
type Projecting<Class extends AnyClass, Models> =
  InstanceType<Class> extends { readonly [handlers]: RowHandlers<infer Row> }
    ? Models extends ReadModelClass<Row & object> | readonly [ReadModelClass<Row & object>]
      ? Class
      : 'a FoldProjection whose rows are those of readModel'
    : InstanceType<Class> extends HandlerProjection
      ? Class
      : 'a class that extends FoldProjection or HandlerProjection of @daybook/nestjs';

/**
 * Makes a class a projection: a read model that is kept right, under a name.
 *
 * The class is a plain provider of any module, found when the application starts; its constructor can have dependencies.
 * Whatever can be wrong with it stops the import or the start, with an error that names the class and what to do.
 *
 * @example
 * @Projection('account-balances', { version: 1, readModel: AccountBalance })
 * export class AccountBalances extends FoldProjection<AccountBalance> { … }
 *
 * @param name lower-case words joined by hyphens, at most 40 characters; unique in the application, kept for ever
 * @param options see `ProjectionOptions`, for the defaults too
 * @throws NotAProjection the class extends neither `FoldProjection` nor `HandlerProjection`
 * @throws ProjectionRepeated the class bears a `@Projection` already
 * @throws InvalidName, InvalidProjectionName the rows could not be kept under that name
 * @throws InvalidProjectionOption, InvalidSchedule, ModeNeedsFold, ReadModelUnsuitable an option has a wrong value
 * @throws ProjectionHandlesNothing, HandlerRepeated, EventTypeMissing, DuplicateEventType its handlers do not fit
 */
export function Projection<const Models extends ReadModels>(name: string, options: ProjectionOptions<Models>) {
  return <Class extends AnyClass>(target: Class & Projecting<Class, Models>): void => {
    const known = ownProjectionDefinition(target);
    if (known !== undefined) throw new ProjectionRepeated(target, known.name, name);
    Object.defineProperty(target, projectionDefinition, {
      value: Object.freeze(defineProjection(target, name, options)),
    });
  };
}
