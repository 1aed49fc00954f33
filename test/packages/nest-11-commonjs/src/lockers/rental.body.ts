import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString } from 'class-validator';

export class Rental {
  @ApiProperty() @IsString() readonly tenant!: string;
  @ApiProperty({ enum: ['small', 'large'] }) @IsIn(['small', 'large']) readonly size!: 'small' | 'large';
}
