import { ApiProperty } from '@nestjs/swagger';
import { PaymentView } from './payment-view.js';

/** Where a step of a payment has ended. That the account has refused it is an answer as well. */
export class PaymentChange extends PaymentView {
  @ApiProperty({ type: 'integer', description: 'The position of its last event in the whole log', example: 17 })
  readonly position!: number;
}
