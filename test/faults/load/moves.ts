import { Aggregate, AggregateRoot, DomainEvent, type EventMetadata, EventType, On } from '@daybook/domain';
import {
  type CommandRefusal,
  CommandType,
  OnCommandRefused,
  OnDeadline,
  Saga,
  SagaInstance,
  StartsOn,
} from '@daybook/nestjs';
import { ChestCredited, ChestDebited, CreditChest, DebitChest } from './chests.js';

@EventType('move.asked')
export class MoveAsked extends DomainEvent<'move.asked'> {
  readonly from!: string;
  readonly to!: string;
  readonly amount!: number;
  /** In how many milliseconds somebody would have to say yes, who never does; null if nobody is asked. */
  readonly withinMs!: number | null;
}

@EventType('move.ended')
export class MoveEnded extends DomainEvent<'move.ended'> {
  readonly how!: string;
}

@EventType('move.late')
export class MoveLate extends DomainEvent<'move.late'> {}

/** Ends as often as it is told to, so that it is seen. */
@Aggregate('move')
export class Move extends AggregateRoot {
  ask(from: string, to: string, amount: number, withinMs: number | null): void {
    this.apply(MoveAsked.of({ from, to, amount, withinMs }));
  }
  end(how: string): void {
    this.apply(MoveEnded.of({ how }));
  }
  late(): void {
    this.apply(MoveLate.of({}));
  }
  @On(MoveAsked) protected asked(): void {}
  @On(MoveEnded) protected ended(): void {}
  @On(MoveLate) protected wasLate(): void {}
}

@CommandType('end-move')
export class EndMove {
  constructor(
    readonly move: string,
    readonly how: string,
  ) {}
}

@CommandType('note-late')
export class NoteLate {
  constructor(readonly move: string) {}
}

interface MovingState {
  from?: string;
  to?: string;
  amount?: number;
}

/** Moves money from one chest to another, or leaves it where it is. */
@Saga('moving', { retry: { attempts: 12, firstMs: 10, longestMs: 100 } })
export class Moving extends SagaInstance<MovingState> {
  @StartsOn(MoveAsked, (_event, meta) => meta.aggregateId) asked(event: MoveAsked): void {
    // It is asked for twice now and then.
    if (this.state.from !== undefined) return;
    const { from, to, amount, withinMs } = event;
    this.state = { from, to, amount };
    if (withinMs === null) this.send(new DebitChest(from, amount, this.key));
    else this.deadline('agreed', new Date(this.now.getTime() + withinMs));
  }

  @On(ChestDebited, ({ move }) => move) debited({ amount }: ChestDebited): void {
    const { from = '', to = '' } = this.state;
    this.compensateWith(new CreditChest(from, amount, this.key));
    this.send(new CreditChest(to, amount, this.key));
  }

  @On(ChestCredited, ({ move }) => move) credited(_event: ChestCredited, { aggregateId }: EventMetadata): void {
    if (aggregateId === this.state.to) this.#end('moved');
  }

  @OnCommandRefused(DebitChest) notCovered({ code }: CommandRefusal<DebitChest>): void {
    this.#end(code);
  }

  @OnCommandRefused(CreditChest) notTaken({ code }: CommandRefusal<CreditChest>): void {
    this.compensateWith(new EndMove(this.key, code));
    this.compensate(code);
  }

  @OnDeadline('agreed') notAgreed(): void {
    this.send(new NoteLate(this.key));
    this.#end('late');
  }

  #end(how: string): void {
    this.send(new EndMove(this.key, how));
    this.complete();
  }
}
