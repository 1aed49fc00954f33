import { IsName } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';

/** The most bytes of an id, which leaves room for what stands around it elsewhere. */
export const longestId = 200;

/** The part of a path that says which payment. */
export class PaymentPath {
  @ApiProperty({ example: 'payment-7', maxLength: longestId })
  @IsName({ maxBytes: longestId })
  readonly paymentId!: string;
}
