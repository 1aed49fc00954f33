import { CommandType } from '@daybook/nestjs';

@CommandType('reserve-stock')
export class ReserveStock {
  constructor(
    readonly orderId: string,
    readonly sku: string,
    readonly quantity: number,
  ) {}
}

@CommandType('authorise-payment')
export class AuthorisePayment {
  constructor(
    readonly orderId: string,
    readonly amountMinor: number,
  ) {}
}

@CommandType('capture-payment')
export class CapturePayment {
  constructor(readonly orderId: string) {}
}

@CommandType('pick-stock')
export class PickStock {
  constructor(readonly orderId: string) {}
}

@CommandType('ask-for-shipment')
export class AskForShipment {
  constructor(readonly orderId: string) {}
}

@CommandType('deliver')
export class Deliver {
  constructor(readonly orderId: string) {}
}
