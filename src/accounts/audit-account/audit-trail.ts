import type { Metadata } from '@daybook/domain';
import { ApiProperty } from '@nestjs/swagger';

/** An event as it was recorded. */
export class AuditedEvent {
  @ApiProperty({ format: 'uuid' })
  readonly eventId!: string;
  @ApiProperty({ example: 'account.funds-deposited' })
  readonly type!: string;
  @ApiProperty({ type: 'integer', example: 1 })
  readonly schemaVersion!: number;
  @ApiProperty({ type: 'integer', description: 'Its place in the account, from 1', example: 2 })
  readonly version!: number;
  @ApiProperty({ type: 'integer', description: 'Its place in the whole log', example: 17 })
  readonly position!: number;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { amountMinor: 12500, reference: 'salary' } })
  readonly data!: object;
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly metadata!: Metadata;
  @ApiProperty({ type: String, format: 'date-time', description: 'When it happened in the world' })
  readonly occurredAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', description: 'When the store recorded it' })
  readonly recordedAt!: Date;
}

/** A page of the account's events, in the order of their versions. */
export class AuditTrail {
  @ApiProperty({ type: [AuditedEvent] })
  readonly events!: readonly AuditedEvent[];
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Where the next page begins; null on the last one',
    example: null,
  })
  readonly nextFrom!: number | null;
}
