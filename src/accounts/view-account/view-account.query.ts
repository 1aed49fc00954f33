import type { PointInTime } from '@daybook/nestjs';
import { Query } from '@nestjs/cqrs';
import type { AccountView } from '../contract/account-view.js';

/** How does the account look, now or at a point in time? */
export class ViewAccount extends Query<AccountView> {
  constructor(
    readonly accountId: string,
    readonly at?: PointInTime,
  ) {
    super();
  }
}
