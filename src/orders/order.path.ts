import { OrderIdField } from './order-id.decorator.js';

/** The part of a path that says which order. */
export class OrderPath {
  @OrderIdField()
  readonly orderId!: string;
}
