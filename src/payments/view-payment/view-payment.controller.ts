import { pointInTime, VersionAsETag } from '@daybook/nestjs';
import { ApiQuestion, PointInTimeParameters } from '@daybook/nestjs/openapi';
import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PaymentView } from '../contract/payment-view.js';
import { PaymentPath } from '../payment.path.js';
import { ViewPayment } from './view-payment.query.js';

@ApiTags('payments')
@Controller('payments/:paymentId')
export class ViewPaymentController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @UseInterceptors(VersionAsETag)
  @ApiOperation({ summary: 'Shows the payment, as it is or as it was' })
  @ApiQuestion({
    answers: PaymentView,
    etag: true,
    problems: { 404: 'There is no such payment, or there was none yet at that time (`aggregate-not-found`)' },
  })
  view(@Param() { paymentId }: PaymentPath, @Query() asked: PointInTimeParameters): Promise<PaymentView> {
    return this.queries.execute(new ViewPayment(paymentId, pointInTime(asked)));
  }
}
