import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesPayment } from '../changes-payment.decorator.js';
import type { PaymentChange } from '../contract/payment-change.js';
import { PaymentPath } from '../payment.path.js';
import { RefundPaymentBody } from './refund-payment.body.js';
import { RefundPayment } from './refund-payment.command.js';

@ApiTags('payments')
@Controller('payments/:paymentId/refunds')
export class RefundPaymentController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesPayment({
    summary: 'Pays money back, all of it or a part; `refusedBy` says whether the account has taken it',
    rules: ['payment-must-be-captured', 'refund-must-not-exceed-payment'],
  })
  refund(
    @Param() { paymentId }: PaymentPath,
    @Body() { amountMinor, reason, occurredAt }: RefundPaymentBody,
  ): Promise<PaymentChange> {
    return this.commands.execute(new RefundPayment(paymentId, amountMinor, reason, { occurredAt }));
  }
}
