import { ApiProperty } from '@nestjs/swagger';

/** Where the opening of an account has ended. */
export class AccountOpening {
  @ApiProperty({ description: 'As it was given, or a new UUID', example: 'alice' })
  readonly accountId!: string;
  @ApiProperty({ type: 'integer', example: 1 })
  readonly version!: number;
  @ApiProperty({ type: 'integer', description: 'The position of the event in the whole log', example: 16 })
  readonly position!: number;
}
