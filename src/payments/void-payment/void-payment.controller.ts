import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesPayment } from '../changes-payment.decorator.js';
import type { PaymentChange } from '../contract/payment-change.js';
import { PaymentPath } from '../payment.path.js';
import { VoidPaymentBody } from './void-payment.body.js';
import { VoidPayment } from './void-payment.command.js';

@ApiTags('payments')
@Controller('payments/:paymentId/void')
export class VoidPaymentController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesPayment({ summary: 'Gives up the money that was put aside', rules: ['payment-must-be-authorised'] })
  void(@Param() { paymentId }: PaymentPath, @Body() { reason, occurredAt }: VoidPaymentBody): Promise<PaymentChange> {
    return this.commands.execute(new VoidPayment(paymentId, reason, { occurredAt }));
  }
}
