import { HappenedAt } from '@daybook/nestjs/openapi';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsString, Max, MaxLength, Min } from 'class-validator';

export class ReverseDepositBody {
  @ApiProperty({ type: 'integer', minimum: 1, description: "The version of the deposit's event", example: 2 })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly depositVersion!: number;

  @ApiProperty({ maxLength: 500, example: 'cheque bounced' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  readonly reason!: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
