import type { AggregateClass, AggregateRoot } from '@daybook/domain';
import { type AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { Inject, type Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { Payment, Reservation, Shipment } from './fulfilment-aggregates.js';
import {
  AskForShipment,
  AuthorisePayment,
  CapturePayment,
  Deliver,
  PickStock,
  ReserveStock,
} from './fulfilment-commands.js';
import { StepTimes } from './step-times.js';

/** Nothing is done but what every handler does: one decision of one aggregate. */
export const fulfilmentHandlers = [
  handling(ReserveStock, Reservation, (its, { orderId, sku, quantity }) =>
    its.create(orderId, (reservation) => reservation.reserve(sku, quantity)),
  ),
  handling(AuthorisePayment, Payment, (its, { orderId, amountMinor }) =>
    its.create(orderId, (payment) => payment.authorise(amountMinor)),
  ),
  handling(CapturePayment, Payment, (its, { orderId }) => its.update(orderId, (payment) => payment.capture())),
  handling(PickStock, Reservation, (its, { orderId }) => its.update(orderId, (reservation) => reservation.pick())),
  handling(AskForShipment, Shipment, (its, { orderId }) => its.create(orderId, (shipment) => shipment.ask())),
  handling(Deliver, Shipment, (its, { orderId }) => its.update(orderId, (shipment) => shipment.deliver())),
];

type Decide<A extends AggregateRoot, C> = (its: AggregateRepository<A>, command: C) => Promise<unknown>;

function handling<A extends AggregateRoot, C extends { readonly orderId: string }>(
  command: new (...given: never[]) => C,
  aggregate: AggregateClass<A>,
  decide: Decide<A, C>,
): Type {
  @CommandHandler(command)
  class Handling {
    constructor(
      @InjectAggregateRepository(aggregate) private readonly its: AggregateRepository<A>,
      @Inject(StepTimes) private readonly times: StepTimes,
    ) {}

    async execute(asked: C): Promise<void> {
      await this.times.around(asked.orderId, () => decide(this.its, asked));
    }
  }
  return Handling;
}
