import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesPayment } from '../changes-payment.decorator.js';
import type { PaymentChange } from '../contract/payment-change.js';
import { PaymentPath } from '../payment.path.js';
import { CapturePaymentBody } from './capture-payment.body.js';
import { CapturePayment } from './capture-payment.command.js';

@ApiTags('payments')
@Controller('payments/:paymentId/capture')
export class CapturePaymentController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesPayment({
    summary: 'Takes the money that was put aside; `status` says whether the account has paid',
    rules: ['payment-must-be-authorised'],
  })
  capture(@Param() { paymentId }: PaymentPath, @Body() { occurredAt }: CapturePaymentBody): Promise<PaymentChange> {
    return this.commands.execute(new CapturePayment(paymentId, { occurredAt }));
  }
}
