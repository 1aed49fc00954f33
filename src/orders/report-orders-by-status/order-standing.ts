import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OrderStatus } from '../domain/order-status.js';

/** Where an order stands: a row of `orders_by_status`. */
@Entity({ name: 'orders_by_status', synchronize: false })
@Index(['status'])
export class OrderStanding {
  @PrimaryColumn({ name: 'order_id', type: 'text' }) orderId!: string;
  @Column({ type: 'text' }) status!: OrderStatus;
}
