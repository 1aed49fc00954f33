import { Aggregate, AggregateRoot, dateTime, DomainEvent, EncodedBy, EventType, On } from '@daybook/domain';
import { DaybookModule } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { IsDate, IsIn, IsInt, IsOptional, IsString } from 'class-validator';

/** The next release as somebody wrote it who thought of new events alone. */
@EventType('ferry.docked')
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

@EventType('timetable.updated')
export class TimetableUpdated extends DomainEvent<'timetable.updated'> {
  @IsString() readonly before!: string;
  @IsString() readonly after!: string;
}

@Aggregate('ferry')
class Ferry extends AggregateRoot {
  @On(FerryDocked) protected docked(): void {}
  @On(FerryLost) protected lost(): void {}
}

@Module({
  imports: [DaybookModule.forRoot({}), DaybookModule.forFeature({ aggregates: [Ferry], events: [TimetableUpdated] })],
})
export class FerryLine {}
