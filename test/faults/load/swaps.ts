import { Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import { type CommandRefusal, CommandType, OnCommandRefused, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { ChestCredited } from './chests.js';

@EventType('swap.asked')
export class SwapAsked extends DomainEvent<'swap.asked'> {
  readonly first!: string;
  readonly second!: string;
}

@EventType('pair.rung')
export class PairRung extends DomainEvent<'pair.rung'> {
  readonly keys!: readonly string[];
  readonly ring!: number;
}

/** Asks for swaps, and rings. */
@Aggregate('swap')
export class Swap extends AggregateRoot {
  ask(first: string, second: string): void {
    this.apply(SwapAsked.of({ first, second }));
  }
  ring(ring: number, keys: readonly string[]): void {
    this.apply(PairRung.of({ ring, keys }));
  }
  @On(SwapAsked) protected asked(): void {}
  @On(PairRung) protected rung(): void {}
}

/** Changes two chests in one transaction, in the order in which it names them. */
@CommandType('swap-chests')
export class SwapChests {
  constructor(
    readonly swap: string,
    readonly first: string,
    readonly second: string,
  ) {}
}

@CommandType('note-ring')
export class NoteRing {
  constructor(
    readonly key: string,
    readonly ring: number,
  ) {}
}

interface SwappingState {
  code?: string;
}

abstract class AnySwapping extends SagaInstance<SwappingState> {
  @StartsOn(SwapAsked, (_event, meta) => meta.aggregateId) asked({ first, second }: SwapAsked): void {
    this.send(new SwapChests(this.key, first, second));
  }

  @On(ChestCredited, ({ move }) => move) swapped(): void {
    this.complete();
  }

  @OnCommandRefused(SwapChests) refused({ code }: CommandRefusal<SwapChests>): void {
    this.state.code = code;
    this.complete();
  }
}

@Saga('swapping', { retry: { attempts: 10, firstMs: 10, longestMs: 200 } })
export class Swapping extends AnySwapping {}

/** A wrong build: whoever was in the way once is in the way for ever. */
@Saga('swapping', { retry: { attempts: 1 } })
export class SwappingOnce extends AnySwapping {}

/** Several instances hear each ring, whatever the order in which it names them. */
@Saga('listening', { segments: 2 })
export class Listening extends SagaInstance<{ heard?: number[] }> {
  @StartsOn(PairRung, ({ keys }) => keys) heard({ ring }: PairRung): void {
    this.state.heard = [...(this.state.heard ?? []), ring];
    this.send(new NoteRing(this.key, ring));
  }
}
