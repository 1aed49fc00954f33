import { Global, Inject, Injectable, Module, type OnApplicationBootstrap, Scope } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import {
  AggregateRoot,
  type AsyncContext,
  Command,
  CommandBus,
  CommandHandler,
  CqrsModule,
  EventBus,
  EventPublisher,
  EventsHandler,
  type ICommand,
  type ICommandHandler,
  type ICommandPublisher,
  type IEventHandler,
  type IQueryHandler,
  Query,
  QueryHandler,
  Saga,
} from '@nestjs/cqrs';
import { filter, map, type Observable } from 'rxjs';
import { MessageContext } from '../../commands/message/message-context.js';

/** What has happened in the shop, in order. */
export const journal: string[] = [];

export class Sell extends Command<string> {
  constructor(readonly item: string) {
    super();
  }
}
export class Pack {
  constructor(readonly item: string) {}
}
export class Break {}
export class SayWho {}
export class Unheard {}
export class StockOf extends Query<number> {
  constructor(readonly item: string) {
    super();
  }
}
class Sold {
  constructor(readonly item: string) {}
}
class Packed {
  constructor(readonly item: string) {}
}

/** An aggregate of @nestjs/cqrs, which publishes to the event bus. */
class Shelf extends AggregateRoot {
  sell(item: string): void {
    this.apply(new Sold(item));
  }
  onSold({ item }: Sold): void {
    journal.push(`applied ${item}`);
  }
}

@CommandHandler(Sell)
class SellHandler implements ICommandHandler<Sell> {
  constructor(private readonly publisher: EventPublisher) {}
  async execute({ item }: Sell): Promise<string> {
    const shelf = this.publisher.mergeObjectContext(new Shelf());
    shelf.sell(item);
    shelf.commit();
    return Promise.resolve(`receipt for ${item}`);
  }
}

@CommandHandler(Pack)
class PackHandler implements ICommandHandler<Pack> {
  constructor(private readonly events: EventBus) {}
  execute({ item }: Pack): Promise<void> {
    journal.push(`packed ${item}`);
    if (item === 'glass') throw new Error('the glass broke');
    this.events.publish(new Packed(item));
    return Promise.resolve();
  }
}

/** Throws at once, and not by a promise. */
@CommandHandler(Break)
class BreakHandler implements ICommandHandler<Break> {
  execute(): Promise<never> {
    throw new RangeError('broken on the spot');
  }
}

@Injectable({ scope: Scope.REQUEST })
@CommandHandler(SayWho, { scope: Scope.REQUEST })
class SayWhoHandler implements ICommandHandler<SayWho> {
  constructor(@Inject(REQUEST) private readonly context: AsyncContext) {}
  execute(): Promise<AsyncContext> {
    return Promise.resolve(this.context);
  }
}

@QueryHandler(StockOf)
class StockOfHandler implements IQueryHandler<StockOf> {
  execute(): Promise<number> {
    return Promise.resolve(7);
  }
}

@EventsHandler(Sold, Packed)
class Bookkeeper implements IEventHandler {
  handle(event: Sold | Packed): void {
    journal.push(`booked ${event.constructor.name} ${event.item}`);
  }
}

@Injectable()
class PackingSaga {
  @Saga() packWhatIsSold = (events: Observable<unknown>): Observable<ICommand> =>
    events.pipe(
      filter((event) => event instanceof Sold),
      map(({ item }) => new Pack(item)),
    );
}

export class RecordingPublisher implements ICommandPublisher {
  publish(command: object): void {
    journal.push(`published ${command.constructor.name}`);
  }
}

/** Sells before the application listens; a module beside the others, which imports CqrsModule plainly. */
@Injectable()
class Opening implements OnApplicationBootstrap {
  constructor(private readonly commands: CommandBus) {}
  async onApplicationBootstrap(): Promise<void> {
    journal.push(await this.commands.execute(new Sell('ribbon')));
  }
}
@Module({ imports: [CqrsModule], providers: [Opening] })
class OpeningModule {}

/** A bus of the application's own kind, under a name of its own. */
@Injectable()
export class AuditedCommandBus extends CommandBus {
  override execute<R>(command: ICommand, context?: AsyncContext): Promise<R> {
    journal.push(`audited in the message of ${MessageContext.current?.metadata['command'] as string}`);
    return super.execute<ICommand, R>(command, context);
  }
}
@Global()
@Module({ providers: [AuditedCommandBus], exports: [AuditedCommandBus] })
class AuditModule {}

/** A shop that has been there before Daybook: commands, queries, events and sagas of @nestjs/cqrs. */
@Module({
  imports: [CqrsModule.forRoot({ commandPublisher: new RecordingPublisher() }), OpeningModule, AuditModule],
  providers: [SellHandler, PackHandler, BreakHandler, SayWhoHandler, StockOfHandler, Bookkeeper, PackingSaga],
})
export class ShopModule {}
