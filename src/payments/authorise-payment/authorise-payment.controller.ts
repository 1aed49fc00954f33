import { VersionAsETag } from '@daybook/nestjs';
import { ApiCommand } from '@daybook/nestjs/openapi';
import { Body, Controller, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PaymentChange } from '../contract/payment-change.js';
import { AuthorisePaymentBody } from './authorise-payment.body.js';
import { AuthorisePayment } from './authorise-payment.command.js';

@ApiTags('payments')
@Controller('payments')
export class AuthorisePaymentController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @UseInterceptors(VersionAsETag)
  @ApiOperation({ summary: 'Has money put aside for an order; `status` says whether the account has done it' })
  @ApiCommand({
    answers: PaymentChange,
    status: 201,
    changes: false,
    problems: {
      409: 'Others were moving money of the account all the time (`concurrency-conflict`); try again',
      422: 'The payment is authorised already, or has come further (`payment-must-be-open-to-authorise`)',
    },
  })
  authorise(@Body() { paymentId, occurredAt, ...terms }: AuthorisePaymentBody): Promise<PaymentChange> {
    return this.commands.execute(new AuthorisePayment(paymentId, terms, { occurredAt }));
  }
}
