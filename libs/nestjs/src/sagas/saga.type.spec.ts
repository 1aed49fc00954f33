import { AggregateRoot, DomainEvent, type EventMetadata, EventType, On } from '@daybook/domain';
import type { CommandRefusal } from './command-refusal.js';
import { OnCommandRefused } from './on-command-refused.decorator.js';
import { OnDeadline } from './on-deadline.decorator.js';
import { SagaInstance } from './saga-instance.js';
import { Saga } from './saga.decorator.js';
import { StartsOn } from './starts-on.decorator.js';

@EventType('a.submitted')
class Submitted extends DomainEvent<'a.submitted'> {
  readonly orderId!: string;
  readonly total!: number;
}

@EventType('a.resubmitted')
class Resubmitted extends DomainEvent<'a.resubmitted'> {
  readonly orderId!: string;
  readonly total!: number;
}

@EventType('a.paid')
class Paid extends DomainEvent<'a.paid'> {
  readonly paymentId!: string;
  readonly orders!: readonly string[];
}

class Capture {
  constructor(readonly paymentId: string) {}
}

class Release {
  constructor(readonly sku: string) {}
}

interface State {
  paid?: boolean;
  readonly lines: string[];
}

class Mailer {}

@Saga('fulfilment', { version: 2, from: 'beginning', effects: 'held', segments: 4, migrate: { 1: (s: State) => s } })
export class Fulfilment extends SagaInstance<State> {
  protected override begin(): State {
    return { lines: [] };
  }

  @StartsOn(Submitted, (event) => event.orderId) submitted(event: Submitted, meta: EventMetadata): void {
    this.state.lines.push(event.orderId, meta.eventId, this.key, this.correlation, this.now.toISOString());
    this.send(new Capture(event.orderId));
    this.compensateWith(new Release('a'));
    this.deadline('payment', '30m');
    this.deadline('payment', '1.5h');
    this.deadline('payment', new Date());
    this.cancelDeadline('payment');
    this.compensate();
    this.compensate('why');
    this.complete();
    this.state = { lines: [] };
  }
  @StartsOn(Submitted, Resubmitted, (event) => event.orderId) either(_event: Submitted | Resubmitted): void {}
  @StartsOn(Submitted, (_event, meta) => meta.aggregateId) byMetadata(): void {}
  @On(Paid, (event) => event.orders) several(_event: Paid): void {}
  @On(Paid, (event) => (event.orders.length > 0 ? event.orders : undefined)) none(_event: Paid): void {}
  @On(Submitted, Paid, (event, meta) => ('orders' in event ? event.orders : meta.aggregateId)) two(
    _event: Submitted | Paid,
  ): void {}
  @On(Paid) byConversation(_event: Paid, _meta: EventMetadata): void {}
  @OnDeadline('payment') overdue(): void {}
  @OnCommandRefused(Capture) refused(refusal: CommandRefusal<Capture>): void {
    refusal.command.paymentId.trim();
    refusal.code.trim();
  }
  @OnCommandRefused(Release) @OnCommandRefused(Capture) any(_refusal: CommandRefusal): void {}
  @OnCommandRefused(Capture) unread(): void {}

  // @ts-expect-error another event
  @On(Submitted, (event) => event.orderId) wrongEvent(_event: Paid): void {}
  // @ts-expect-error another event of the same shape
  @On(Submitted, (event) => event.orderId) sameShape(_event: Resubmitted): void {}
  // @ts-expect-error another event of the same shape begins it
  @StartsOn(Submitted, (event) => event.orderId) startShape(_event: Resubmitted): void {}
  // @ts-expect-error only one of the two events
  @StartsOn(Submitted, Resubmitted, (event) => event.orderId) tooNarrow(_event: Submitted): void {}
  // @ts-expect-error the parameters are swapped
  @On(Paid, (event) => event.orders) swapped(_meta: EventMetadata, _event: Paid): void {}
  // @ts-expect-error the parameters are swapped where it begins
  @StartsOn(Submitted, (event) => event.orderId) swappedStart(_meta: EventMetadata, _event: Submitted): void {}
  // @ts-expect-error nobody would wait for it
  @On(Paid, (event) => event.orders) async asynchronous(_event: Paid): Promise<void> {}
  // @ts-expect-error nobody would wait for it, with no key either
  @On(Paid) async asynchronousToo(_event: Paid): Promise<void> {}
  // @ts-expect-error nobody would wait for the beginning
  @StartsOn(Submitted, (event) => event.orderId) async asynchronousStart(_event: Submitted): Promise<void> {}
  // @ts-expect-error nobody takes an answer
  @On(Paid, (event) => event.orders) answering(_event: Paid): string {
    return _event.paymentId;
  }
  // @ts-expect-error nobody gives a third argument
  @On(Paid, (event) => event.orders) third(_event: Paid, _meta: EventMetadata, _mailer: Mailer): void {}
  // @ts-expect-error the key function is for another event
  @On(Submitted, (event: Paid) => event.paymentId) keyOfAnother(_event: Submitted): void {}
  // @ts-expect-error the key function is for another event of the same shape
  @On(Submitted, (event: Resubmitted) => event.orderId) keyOfSameShape(_event: Submitted): void {}
  // @ts-expect-error the key function of what begins it is for another event
  @StartsOn(Submitted, (event: Paid) => event.paymentId) startKeyOfAnother(_event: Submitted): void {}
  // @ts-expect-error a key is a text
  @On(Submitted, (event) => event.total) keyOfNumber(_event: Submitted): void {}
  // @ts-expect-error a key does not come later
  @On(Submitted, async (event) => event.orderId) keyLater(_event: Submitted): void {}
  // @ts-expect-error there is no such field to be the key
  @On(Submitted, (event) => String(event.paymentId)) keyMissing(_event: Submitted): void {}
  // @ts-expect-error what begins it has a key
  @StartsOn(Submitted) keyless(_event: Submitted): void {}
  // @ts-expect-error the key comes last
  @On((event: Submitted) => event.orderId, Submitted) keyFirst(_event: Submitted): void {}
  // @ts-expect-error nothing is said to a deadline
  @OnDeadline('payment') told(_event: Paid): void {}
  // @ts-expect-error nobody would wait at a deadline
  @OnDeadline('payment') async later(): Promise<void> {}
  // @ts-expect-error another command was refused
  @OnCommandRefused(Capture) wrongCommand(_refusal: CommandRefusal<Release>): void {}
  // @ts-expect-error it is told of the refusal, not given the command
  @OnCommandRefused(Capture) command(_command: Capture): void {}
  // @ts-expect-error nobody would wait at a refusal
  @OnCommandRefused(Capture) async refusedLater(_refusal: CommandRefusal<Capture>): Promise<void> {}

  wrongAsking(): void {
    // @ts-expect-error the class of a command is none
    this.send(Capture);
    // @ts-expect-error the class of a command undoes nothing
    this.compensateWith(Release);
    // @ts-expect-error a text is no command
    this.send('capture');
    // @ts-expect-error no such unit
    this.deadline('payment', '30 minutes');
    // @ts-expect-error of which unit?
    this.deadline('payment', 30);
    // @ts-expect-error there is no such state
    this.state.delivered = true;
    // @ts-expect-error another state
    this.state = { paid: true };
  }
}

// What only sagas have: in the other kinds nothing has a key.
export class Order extends AggregateRoot {
  @On(Submitted) protected submitted(): void {}
  // @ts-expect-error an aggregate's events have no key
  @On(Submitted, (event) => event.orderId) protected keyed(_event: Submitted): void {}
  // @ts-expect-error an aggregate is begun by deciding
  @StartsOn(Submitted, (event) => event.orderId) protected starts(_event: Submitted): void {}
}
export class Mails {
  // @ts-expect-error the key of a reaction stands in its options
  @On(Submitted, (event) => event.orderId) keyed(_event: Submitted): void {}
  // @ts-expect-error only a saga has deadlines
  @OnDeadline('payment') overdue(): void {}
  // @ts-expect-error only a saga hears of refusals
  @OnCommandRefused(Capture) refused(): void {}
}

// @ts-expect-error it extends nothing
@Saga('no-saga')
export class NoSaga {
  submitted(): void {}
}
// @ts-expect-error it wants something
@Saga('wanting')
export class Wanting extends SagaInstance {
  constructor(readonly mailer: Mailer) {
    super();
  }
}
// @ts-expect-error an aggregate is no saga
@Saga('an-aggregate')
export class Account extends AggregateRoot {}

// @ts-expect-error there is no such beginning
Saga('beginnings', { from: 'yesterday' });
// @ts-expect-error there is no such option
Saga('options', { deadline: '30m' });
// @ts-expect-error there is no such effect
Saga('effects', { effects: 'repeated' });
// @ts-expect-error a version is a number
Saga('versions', { version: '2' });
// @ts-expect-error a state is taken over by a function
Saga('migrations', { migrate: { 1: 'as it is' } });
// @ts-expect-error it has no name
Saga();
