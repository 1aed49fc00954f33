import {
  AggregateRoot,
  type AppliedMetadata,
  DomainEvent,
  Entity,
  EventType,
  handlers,
  type HandlerShape,
  type KeyedHandlerShape,
  On,
} from '@daybook/domain';

@EventType('a.deposited')
class Deposited extends DomainEvent<'a.deposited'> {
  readonly amountMinor!: number;
}

@EventType('a.withdrawn')
class Withdrawn extends DomainEvent<'a.withdrawn'> {
  readonly amountMinor!: number;
}

class NotAnEvent {
  readonly amountMinor!: number;
}

export class Account extends AggregateRoot {
  @On(Deposited) first(_event: Deposited): void {}
  @On(Deposited) protected second(_event: Deposited, _meta: AppliedMetadata): void {}
  @On(Deposited) protected third(): void {}
  @On(Deposited, Withdrawn) protected fourth(_event: Deposited | Withdrawn): void {}
  @On(Deposited) protected fifth(_event: DomainEvent): void {}
  @On(Deposited) protected sixth(_event: { readonly amountMinor: number }): void {}
  @On(Deposited) protected seventh(): undefined {}

  // @ts-expect-error another event of the same shape
  @On(Deposited) protected wrongEvent(_event: Withdrawn): void {}
  // @ts-expect-error only one of the two events
  @On(Deposited, Withdrawn) protected tooNarrow(_event: Deposited): void {}
  // @ts-expect-error the parameters are swapped
  @On(Deposited) protected swapped(_meta: AppliedMetadata, _event: Deposited): void {}
  // @ts-expect-error the fold would not wait for it
  @On(Deposited) protected async asynchronous(_event: Deposited): Promise<void> {}
  // @ts-expect-error nobody takes an answer
  @On(Deposited) protected answering(_event: Deposited): number {
    return _event.amountMinor;
  }
  // @ts-expect-error what is known when it is read alone, not when it is decided
  @On(Deposited) protected knowing(_event: Deposited, _meta: AppliedMetadata & { readonly position: number }): void {}
  // @ts-expect-error nobody gives a third argument
  @On(Deposited) protected third_(_event: Deposited, _meta: AppliedMetadata, _more: string): void {}
  // @ts-expect-error not a class of events
  @On(NotAnEvent) protected notAnEvent(_event: NotAnEvent): void {}
  // @ts-expect-error no event at all
  @On() protected nothing(): void {}
  // @ts-expect-error a field, not a method
  @On(Deposited) protected field = (_event: Deposited): void => {};
}

export class Card extends Entity {
  readonly id = 'card';
  @On(Deposited) protected deposited(_event: Deposited, _meta: AppliedMetadata): void {}
  // @ts-expect-error another event of the same shape
  @On(Deposited) protected wrongEvent(_event: Withdrawn): void {}
  // @ts-expect-error the fold would not wait for it
  @On(Deposited) protected async asynchronous(_event: Deposited): Promise<void> {}
}

/** A class of no kind: it may take its time. */
export class WelcomeMail {
  @On(Deposited) async deposited(_event: Deposited, _meta: AppliedMetadata): Promise<void> {}
  @On(Deposited) also(_event: Deposited): void {}
  // @ts-expect-error another event of the same shape
  @On(Deposited) async wrongEvent(_event: Withdrawn): Promise<void> {}
  // @ts-expect-error the parameters are swapped
  @On(Deposited) async swapped(_meta: AppliedMetadata, _event: Deposited): Promise<void> {}
  // @ts-expect-error nobody takes an answer
  @On(Deposited) async answering(_event: Deposited): Promise<number> {
    return _event.amountMinor;
  }
}

// A kind that another library adds, by declaring its shape in its own root class.
interface RowHandlers<Row> extends HandlerShape {
  readonly handler: (row: Row, event: this['event']) => Row | null | undefined | void;
}
abstract class RowFold<Row> {
  declare readonly [handlers]: RowHandlers<Row>;
}
interface Balance {
  balanceMinor: number;
}

export class Balances extends RowFold<Balance> {
  @On(Deposited) deposited(_row: Balance, _event: Deposited): void {}
  @On(Withdrawn) withdrawn(_row: Balance, _event: Withdrawn): Balance {
    return _row;
  }
  @On(Withdrawn) closed(): null {
    return null;
  }
  // @ts-expect-error another row
  @On(Deposited) wrongRow(_row: { readonly count: number }, _event: Deposited): void {}
  // @ts-expect-error another event of the same shape
  @On(Deposited) wrongEvent(_row: Balance, _event: Withdrawn): void {}
  // @ts-expect-error the parameters are swapped
  @On(Deposited) swapped(_event: Deposited, _row: Balance): void {}
  // @ts-expect-error the fold would not wait for it
  @On(Deposited) async asynchronous(_row: Balance, _event: Deposited): Promise<void> {}
}

// A kind whose classes have many instances: only there an event can say for which of them it is.
interface InstanceHandlers extends KeyedHandlerShape {
  readonly handler: (event: this['event']) => void | undefined;
}
abstract class Process {
  declare readonly [handlers]: InstanceHandlers;
}

export class Transfer extends Process {
  @On(Deposited, (event) => `${event.amountMinor}`) one(_event: Deposited): void {}
  @On(Deposited, (_event, meta) => meta.aggregateId) byMetadata(_event: Deposited): void {}
  @On(Deposited, () => ['a', 'b']) several(): void {}
  @On(Deposited, () => undefined) none(): void {}
  @On(Deposited, Withdrawn, (event) => `${event.amountMinor}`) either(_event: Deposited | Withdrawn): void {}
  @On(Deposited) keyless(_event: Deposited): void {}
  @On(Deposited, (_event: DomainEvent) => 'a') byAny(_event: Deposited): void {}

  // @ts-expect-error another event of the same shape
  @On(Deposited, (event) => `${event.amountMinor}`) wrongEvent(_event: Withdrawn): void {}
  // @ts-expect-error only one of the two events
  @On(Deposited, Withdrawn, (event) => `${event.amountMinor}`) tooNarrow(_event: Deposited): void {}
  // @ts-expect-error the key of another event of the same shape
  @On(Deposited, (event: Withdrawn) => `${event.amountMinor}`) keyOfAnother(_event: Deposited): void {}
  // @ts-expect-error the key of one of the two events
  @On(Deposited, Withdrawn, (event: Deposited) => `${event.amountMinor}`) keyOfOne(): void {}
  // @ts-expect-error a key is a text
  @On(Deposited, (event) => event.amountMinor) number(_event: Deposited): void {}
  // @ts-expect-error a key is said at once
  @On(Deposited, async () => Promise.resolve('a')) later(_event: Deposited): void {}
  // @ts-expect-error nobody gives a third argument
  @On(Deposited, (_event, _meta, _more: string) => 'a') third(_event: Deposited): void {}
  // @ts-expect-error a key stands behind the events
  @On(() => 'a', Deposited) first(_event: Deposited): void {}
  // @ts-expect-error a key alone
  @On(() => 'a') alone(): void {}
}

export class Unkeyed extends AggregateRoot {
  // @ts-expect-error an aggregate is one already
  @On(Deposited, () => 'a') protected deposited(_event: Deposited): void {}
}
export class UnkeyedFold extends RowFold<Balance> {
  // @ts-expect-error a fold has its key in its options
  @On(Deposited, () => 'a') deposited(_row: Balance, _event: Deposited): void {}
}
export class UnkeyedMail {
  // @ts-expect-error a class of no kind has no instances that differ
  @On(Deposited, () => 'a') deposited(_event: Deposited): void {}
}
