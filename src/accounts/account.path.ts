import { IsName } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';

/** The most bytes of an account's id, which leaves room for what stands around it elsewhere. */
export const longestAccountId = 200;

/** The part of a path that says which account. */
export class AccountPath {
  @ApiProperty({ example: 'alice', maxLength: longestAccountId })
  @IsName({ maxBytes: longestAccountId })
  readonly accountId!: string;
}
