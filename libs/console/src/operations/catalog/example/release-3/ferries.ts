import {
  Aggregate,
  AggregateRoot,
  dateTime,
  DomainEvent,
  EncodedBy,
  EventType,
  type JsonObject,
  On,
  Upcaster,
  type Upcasts,
} from '@daybook/domain';
import { DaybookModule } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { IsDate, IsIn, IsInt, IsOptional, IsString } from 'class-validator';

/** A ferry came to its berth. */
@EventType('ferry.docked', { version: 2 })
export class FerryDocked extends DomainEvent<'ferry.docked'> {
  @IsString() readonly ship!: string;
  @IsString() readonly captain!: string;
  @IsString() readonly code!: string;
  @IsDate() @EncodedBy(dateTime) readonly dockedAt!: Date;
  @IsOptional() @IsIn(['calm']) readonly sea?: 'calm';
  @IsInt() readonly berth!: number;
}

/** A ferry is not heard of any more. */
@EventType('ferry.lost')
export class FerryLost extends DomainEvent<'ferry.lost'> {
  @IsInt() readonly depth!: number;
}

/** The timetable is another one. */
@EventType('timetable.updated')
export class TimetableUpdated extends DomainEvent<'timetable.updated'> {
  @IsString() readonly before!: string;
  @IsString() readonly after!: string;
}

@Upcaster({ event: FerryDocked, from: 1, to: 2 })
export class FerryDockedV1ToV2 implements Upcasts {
  upcast({ ship = null, captain = null, code = null, dockedAt = null }: JsonObject): JsonObject {
    return { ship, captain, code, dockedAt, berth: 1 };
  }
}

@Upcaster({ event: 'ferry.sunk', from: 1, to: { event: FerryLost, version: 1 } })
export class FerrySunkToLost implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
}

@Aggregate('ferry')
class Ferry extends AggregateRoot {
  @On(FerryDocked) protected docked(): void {}
  @On(FerryLost) protected lost(): void {}
}

@Module({
  imports: [
    DaybookModule.forRoot({}),
    DaybookModule.forFeature({
      aggregates: [Ferry],
      events: [TimetableUpdated],
      upcasters: [FerryDockedV1ToV2, FerrySunkToLost],
    }),
  ],
})
export class FerryLine {}
