import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { DescribeWaitFor } from './describe-wait-for.decorator.js';
import { WaitFor } from './wait-for.interceptor.js';
import { type AwaitedModel, awaitedModels } from './awaited-models.js';

/**
 * Says which projections a route reads, or all routes of a controller: a request with `Daybook-Wait-For: 17` is handled
 * when their rows hold everything up to position 17, so that whoever has written reads what he wrote. He has the position
 * from the header `Daybook-Position` of the answer to his command.
 *
 * Without the header nothing is waited for, and without the decorator the header has no effect. What stands at a route goes
 * before what stands at its controller. If the rows do not come so far within `waiting.timeoutMs` of the module, the answer
 * is 503 with `Retry-After`, and says how far behind they are. A `key` narrows the wait to the rows of one key, and tells
 * of a parked event at once.
 *
 * @example
 * @Get()
 * @WaitsFor(AccountBalances)
 * list(@Query() query: ListAccountsParameters): Promise<AccountList> { … }
 *
 * @example @WaitsFor({ projection: AccountBalances, key: ({ params }) => params.accountId })
 */
export function WaitsFor(...models: readonly [AwaitedModel, ...AwaitedModel[]]): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(awaitedModels, models), UseInterceptors(WaitFor), DescribeWaitFor());
}
