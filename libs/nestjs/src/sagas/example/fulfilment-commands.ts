import { CommandType } from '../../commands/message/command-type.decorator.js';

@CommandType('reserve-stock')
export class ReserveStock {
  constructor(
    readonly orderId: string,
    readonly sku: string,
  ) {}
}

@CommandType('release-stock')
export class ReleaseStock {
  constructor(
    readonly orderId: string,
    readonly sku: string,
  ) {}
}

@CommandType('capture-payment')
export class CapturePayment {
  constructor(readonly orderId: string) {}
}

@CommandType('refund-payment')
export class RefundPayment {
  constructor(readonly orderId: string) {}
}

@CommandType('ship-order')
export class ShipOrder {
  constructor(readonly orderId: string) {}
}
