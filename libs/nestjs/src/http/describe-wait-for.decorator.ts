import { waitForHeader } from './wait-for-header.js';

/** Where @nestjs/swagger keeps the headers of a controller, and the parameters of a route. */
const places = { controller: 'swagger/apiHeaders', route: 'swagger/apiParameters' } as const;

const header = {
  in: 'header',
  name: waitForHeader,
  required: false,
  description:
    'The `Daybook-Position` of an answer that you were given: what was written there is in this one. If it does not come ' +
    'so far in time, the answer is 503 (`projection-behind`), and `Retry-After` says when to ask again',
  schema: { type: 'integer', minimum: 0, example: 17 },
} as const;

/**
 * Describes the header in OpenAPI documents. It is written where @nestjs/swagger finds it, and not by its decorators,
 * because applications without it have the header as well.
 */
export function DescribeWaitFor(): MethodDecorator & ClassDecorator {
  return (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    const place = descriptor === undefined ? places.controller : places.route;
    const described = (descriptor?.value as object | undefined) ?? target;
    const before = (Reflect.getMetadata(place, described) as readonly object[] | undefined) ?? [];
    Reflect.defineMetadata(place, [...before, header], described);
  };
}
