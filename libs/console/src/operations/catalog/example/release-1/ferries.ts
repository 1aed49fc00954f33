import {
  Aggregate,
  AggregateRoot,
  dateTime,
  DomainEvent,
  EncodedBy,
  EventType,
  On,
  PersonalData,
} from '@daybook/domain';
import {
  CommandType,
  DaybookModule,
  FoldProjection,
  OnCommandRefused,
  OnDeadline,
  Projection,
  Reaction,
  Saga,
  SagaInstance,
  StartsOn,
} from '@daybook/nestjs';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { IsArray, IsDate, IsIn, IsInt, IsOptional, IsString, Matches, Min, ValidateIf } from 'class-validator';

/** Where a car stands. */
interface Lane {
  readonly number: number;
  readonly side: 'port' | 'starboard';
}

/**
 * A ferry came to its berth. From now on
 * cars may leave.
 *
 * @example { "ship": "Aurora", "captain": "Ada", "code": "FI", "dockedAt": "2026-01-31T12:00:00.000Z", "lanes": [], "note": null }
 */
@EventType('ferry.docked')
export class FerryDocked extends DomainEvent<'ferry.docked'> {
  @IsString() readonly ship!: string;
  @PersonalData() @IsString() readonly captain!: string;
  /** Of its country, ISO 3166. */
  @Matches(/^[A-Z]{2}$/) readonly code!: string;
  @IsDate() @EncodedBy(dateTime) readonly dockedAt!: Date;
  @IsArray() readonly lanes!: readonly Lane[];
  @ValidateIf((_, value) => value !== null) @IsString() readonly note!: string | null;
  @IsOptional() @IsIn(['calm', 'rough']) readonly sea?: 'calm' | 'rough';
}

/** A ferry is on the ground of the sea. */
@EventType('ferry.sunk')
export class FerrySunk extends DomainEvent<'ferry.sunk'> {
  @IsInt() @Min(1) readonly depth!: number;
}

/** The timetable is another one. */
@EventType('timetable.updated')
export class TimetableUpdated extends DomainEvent<'timetable.updated'> {
  @IsString() readonly before!: string;
  @IsString() readonly after!: string;
}

@Aggregate('ferry')
export class Ferry extends AggregateRoot {
  @On(FerryDocked) protected docked(): void {}
  @On(FerrySunk) protected sunk(): void {}
}

export class Berth {
  occupied = false;
}

@Projection('berths', { version: 1, readModel: Berth, mode: 'on-demand' })
export class Berths extends FoldProjection<Berth> {
  initial(): Berth {
    return new Berth();
  }
  @On(FerryDocked) docked(): void {}
}

@Reaction('harbour-radio')
export class HarbourRadio {
  @On(FerrySunk) sunk(): void {}
}

@CommandType('send-diver')
export class SendDiver {
  readonly ferry!: string;
}

@Saga('salvage')
export class Salvage extends SagaInstance {
  @StartsOn(FerrySunk, (_event, meta) => meta.aggregateId) sunk(): void {}
  @On(TimetableUpdated, ({ before }) => before) updated(): void {}
  @OnDeadline('diver-back') missed(): void {}
  @OnCommandRefused(SendDiver) refused(): void {}
}

@Saga('salvage', { version: 2 })
export class SalvageByCrane extends SagaInstance {
  @StartsOn(FerrySunk, (_event, meta) => meta.aggregateId) sunk(): void {}
}

/** Would be heard of if anything of the application were started. */
@Injectable()
export class NeverMade implements OnModuleInit {
  constructor() {
    throw new Error('was made');
  }
  onModuleInit(): void {
    throw new Error('was initialised');
  }
}

@Module({
  imports: [
    DaybookModule.forRoot({}),
    DaybookModule.forFeature({
      aggregates: [Ferry],
      events: [TimetableUpdated],
      sagas: [SalvageByCrane, Salvage],
    }),
  ],
  providers: [Berths, HarbourRadio, NeverMade],
})
export class FerryLine {}
