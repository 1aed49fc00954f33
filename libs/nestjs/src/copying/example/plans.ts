import {
  Aggregate,
  AggregateRoot,
  copiedFromOf,
  DomainEvent,
  type EventMetadata,
  EventType,
  On,
} from '@daybook/domain';
import type { RecordedEvent, Transforms } from '@daybook/event-store';
import { IsInt, IsString } from 'class-validator';
import { FoldProjection } from '../../projections/fold-projection.js';
import { Projection } from '../../projections/projection.decorator.js';
import { Reaction } from '../../reactions/reaction.decorator.js';
import { StreamTransformation } from '../stream-transformation.decorator.js';

@EventType('plan.chosen')
export class PlanChosen extends DomainEvent<'plan.chosen'> {
  @IsInt() readonly cents!: number;
}

@EventType('plan.moved')
export class PlanMoved extends DomainEvent<'plan.moved'> {
  @IsString() readonly to!: string;
}

/** What the specs of this folder copy. */
@Aggregate('plan')
export class Plan extends AggregateRoot {
  cents = 0;
  movedTo = '';
  choose(cents: number): void {
    this.apply(PlanChosen.of({ cents }));
  }
  @On(PlanChosen) protected chosen({ cents }: PlanChosen): void {
    this.cents = cents;
  }
  @On(PlanMoved) protected moved({ to }: PlanMoved): void {
    this.movedTo = to;
  }
}

/** Keeps of several choices in a row the last. */
@StreamTransformation('last-choice')
export class LastChoice implements Transforms<{ last?: PlanChosen }> {
  begin(): { last?: PlanChosen } {
    return {};
  }
  transform({ event }: RecordedEvent, memory: { last?: PlanChosen }): null {
    if (event instanceof PlanChosen) memory.last = event;
    return null;
  }
  end({ last }: { last?: PlanChosen }): PlanChosen | undefined {
    return last;
  }
  seal(target: string): PlanMoved {
    return PlanMoved.of({ to: target });
  }
}

export class PlanRow {
  planId!: string;
  cents!: number;
}

/** By stream: the new one is right by itself, the old one goes by the event that seals it. */
@Projection('plans', { version: 1, readModel: PlanRow })
export class Plans extends FoldProjection<PlanRow> {
  initial(planId: string): PlanRow {
    return { planId, cents: 0 };
  }
  @On(PlanChosen) chosen(row: PlanRow, { cents }: PlanChosen): void {
    row.cents = cents;
  }
  @On(PlanMoved) moved(): null {
    return null;
  }
}

export class TotalRow {
  id!: string;
  choices!: number;
}

/** Over streams: counts once what was said twice. */
@Projection('choices', { version: 1, readModel: TotalRow, key: () => 'all' })
export class Choices extends FoldProjection<TotalRow> {
  initial(id: string): TotalRow {
    return { id, choices: 0 };
  }
  @On(PlanChosen) chosen(row: TotalRow, _event: PlanChosen, { metadata }: EventMetadata): void {
    if (copiedFromOf(metadata) === undefined) row.choices += 1;
  }
}

/** Has an effect for what happened, once. */
@Reaction('confirmations', { from: 'beginning' })
export class Confirmations {
  readonly sent: string[] = [];
  @On(PlanChosen) chosen({ cents }: PlanChosen, { aggregateId }: EventMetadata): void {
    this.sent.push(`${aggregateId} ${cents}`);
  }
}

/** Wants to see copies, too. */
@Reaction('search-index', { from: 'beginning', handlesCopies: true })
export class SearchIndex {
  readonly seen: string[] = [];
  @On(PlanChosen) chosen({ cents }: PlanChosen, { aggregateId }: EventMetadata): void {
    this.seen.push(`${aggregateId} ${cents}`);
  }
}
