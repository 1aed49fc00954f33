import { DomainEvent, type EventMetadata, EventType, On } from '@daybook/domain';
import type { EntityManager } from 'typeorm';
import { FoldProjection } from './fold-projection.js';
import { HandlerProjection } from './handler-projection.js';
import { Projection } from './projection.decorator.js';

@EventType('a.deposited')
class Deposited extends DomainEvent<'a.deposited'> {
  readonly amountMinor!: number;
}

@EventType('a.withdrawn')
class Withdrawn extends DomainEvent<'a.withdrawn'> {
  readonly amountMinor!: number;
}

class Balance {
  accountId!: string;
  balanceMinor!: number;
}

class Count {
  id!: string;
  count!: number;
}

const asBalances = { version: 1, readModel: Balance } as const;

@Projection('balances', { version: 1, readModel: Balance, key: (_event, meta) => meta.aggregateId })
export class Balances extends FoldProjection<Balance> {
  initial(accountId: string): Balance {
    return { accountId, balanceMinor: 0 };
  }
  @On(Deposited) changes(row: Balance, event: Deposited): void {
    row.balanceMinor += event.amountMinor;
  }
  @On(Deposited) replaces(row: Balance, event: Deposited, _meta: EventMetadata): Balance {
    return { ...row, balanceMinor: row.balanceMinor + event.amountMinor };
  }
  @On(Deposited) deletes(): null {
    return null;
  }
  @On(Deposited, Withdrawn) both(_row: Balance, event: Deposited | Withdrawn): Balance | null {
    return event.amountMinor === 0 ? null : _row;
  }
  @On(Deposited) reads(_row: Readonly<Balance>): void {}

  // @ts-expect-error another event of the same shape
  @On(Deposited) wrongEvent(_row: Balance, _event: Withdrawn): void {}
  // @ts-expect-error only one of the two events
  @On(Deposited, Withdrawn) tooNarrow(_row: Balance, _event: Deposited): void {}
  // @ts-expect-error another row
  @On(Deposited) wrongRow(_row: Count, _event: Deposited): void {}
  // @ts-expect-error another row comes back
  @On(Deposited) wrongAnswer(_row: Balance, _event: Deposited): Count {
    return { id: 'a', count: 1 };
  }
  // @ts-expect-error the parameters are swapped
  @On(Deposited) swapped(_event: Deposited, _row: Balance): void {}
  // @ts-expect-error the metadata comes last
  @On(Deposited) swappedMetadata(_row: Balance, _meta: EventMetadata, _event: Deposited): void {}
  // @ts-expect-error the fold would not wait for it
  @On(Deposited) async asynchronous(_row: Balance, _event: Deposited): Promise<void> {}
  // @ts-expect-error a row that is promised is none
  @On(Deposited) promising(row: Balance): Promise<Balance> {
    return Promise.resolve(row);
  }
  // @ts-expect-error a fold writes nothing
  @On(Deposited) writing(_row: Balance, _event: Deposited, _meta: EventMetadata, _manager: EntityManager): void {}
}

// @ts-expect-error the rows of its readModel are others
@Projection('other-rows', { version: 1, readModel: Count })
export class OtherRows extends FoldProjection<Balance> {
  initial(accountId: string): Balance {
    return { accountId, balanceMinor: 0 };
  }
}

// @ts-expect-error a fold has rows of one class
@Projection('two-rows', { version: 1, readModel: [Balance, Count] })
export class TwoRows extends FoldProjection<Balance> {
  initial(accountId: string): Balance {
    return { accountId, balanceMinor: 0 };
  }
}

@Projection('no-initial', asBalances)
// @ts-expect-error it has no initial row
export class NoInitial extends FoldProjection<Balance> {
  @On(Deposited) deposited(_row: Balance): void {}
}

@Projection('statements', { version: 1, readModel: [Balance, Count], mode: { scheduled: '5 0 * * *' } })
export class Statements extends HandlerProjection {
  @On(Deposited) async writes(event: Deposited, meta: EventMetadata, manager: EntityManager): Promise<void> {
    await manager.insert(Count, { id: meta.eventId, count: event.amountMinor });
  }
  @On(Deposited) atOnce(_event: Deposited): void {}

  // @ts-expect-error another event of the same shape
  @On(Deposited) async wrongEvent(_event: Withdrawn): Promise<void> {}
  // @ts-expect-error the parameters are swapped
  @On(Deposited) async swapped(_manager: EntityManager, _meta: EventMetadata, _event: Deposited): Promise<void> {}
  // @ts-expect-error nobody takes an answer
  @On(Deposited) async answering(event: Deposited): Promise<number> {
    return Promise.resolve(event.amountMinor);
  }
}

// @ts-expect-error it extends neither kind of projection
@Projection('no-projection', asBalances)
export class NoProjection {
  @On(Deposited) deposited(_event: Deposited): void {}
}

// @ts-expect-error there is no such mode
Projection('modes', { ...asBalances, mode: 'sometimes' });
// @ts-expect-error it has no version
Projection('versions', { readModel: Balance });
// @ts-expect-error it has no readModel
Projection('read-models', { version: 1 });
// @ts-expect-error there is no such option
Projection('options', { version: 1, readModel: Balance, batch: 500 });
// @ts-expect-error a key follows from what is known before the event has its place in the log
Projection('keys', { version: 1, readModel: Balance, key: (_event, meta) => String(meta.position) });
// @ts-expect-error a key is a text
Projection('keys', { version: 1, readModel: Balance, key: () => 1 });
