import { AggregateRoot, DomainEvent, type EventMetadata, EventType, On } from '@daybook/domain';
import { Reaction } from './reaction.decorator.js';

@EventType('a.registered')
class Registered extends DomainEvent<'a.registered'> {
  readonly email!: string;
}

@EventType('a.invited')
class Invited extends DomainEvent<'a.invited'> {
  readonly email!: string;
}

class Mailer {
  async send(_to: string): Promise<void> {
    await Promise.resolve();
  }
}

@Reaction('welcome-mail', {
  from: 'now',
  key: (_event, meta) => meta.aggregateId,
  categories: ['customer'],
  segments: 2,
  batchSize: 10,
  retry: { attempts: 3 },
  parking: { inAll: 100 },
  maxLag: 60_000,
  concurrency: 4,
})
export class WelcomeMail {
  constructor(private readonly mailer: Mailer) {}

  @On(Registered) async registered(event: Registered, _meta: EventMetadata): Promise<void> {
    await this.mailer.send(event.email);
  }
  @On(Registered) atOnce(_event: Registered): void {}
  @On(Registered, Invited) either(_event: Registered | Invited, _meta: EventMetadata): Promise<void> | void {}
  @On(Registered) protected positioned(_event: Registered, meta: EventMetadata): void {
    meta.position.toFixed();
  }

  // @ts-expect-error another event of the same shape
  @On(Registered) async wrongEvent(_event: Invited): Promise<void> {}
  // @ts-expect-error only one of the two events
  @On(Registered, Invited) async tooNarrow(_event: Registered): Promise<void> {}
  // @ts-expect-error the parameters are swapped
  @On(Registered) async swapped(_meta: EventMetadata, _event: Registered): Promise<void> {}
  // @ts-expect-error nobody gives a third argument
  @On(Registered) async third(_event: Registered, _meta: EventMetadata, _mailer: Mailer): Promise<void> {}
  // @ts-expect-error nobody takes an answer
  @On(Registered) async answering(event: Registered): Promise<string> {
    return Promise.resolve(event.email);
  }
}

@Reaction('without-options')
export class WithoutOptions {
  @On(Registered) registered(): void {}
}

// @ts-expect-error an aggregate has no effects
@Reaction('an-aggregate')
export class Customer extends AggregateRoot {
  @On(Registered) protected registered(): void {}
}

// @ts-expect-error there is no such beginning
Reaction('beginnings', { from: 'yesterday' });
// @ts-expect-error there is no such option
Reaction('options', { paralel: 3 });
// @ts-expect-error a reaction has one key, or its effect would happen for each of them
Reaction('keys', { key: (_event, meta) => [meta.aggregateId] });
// @ts-expect-error it has no name
Reaction();
