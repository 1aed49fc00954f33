import { type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';
import { AccountFrozen } from '../domain/events/account-frozen.js';

/** An account was called blocked, until everybody at the bank said frozen. */
@Upcaster({ event: 'account.blocked', from: 1, to: { event: AccountFrozen, version: 1 } })
export class AccountBlockedToFrozen implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }

  downcast(data: JsonObject): JsonObject {
    return data;
  }
}
