import { EventStore, type RecordedEvent } from '@daybook/event-store';
import { commandTypeOf, DaybookModule, UnitOfWork } from '@daybook/nestjs';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { AccountsModule } from '../../../accounts/accounts.module.js';
import { DepositFunds, OpenAccount } from '../../../accounts/contract/account-commands.js';
import * as inventoryCommands from '../../../inventory/contract/inventory-commands.js';
import { InventoryModule } from '../../../inventory/inventory.module.js';
import * as paymentCommands from '../../../payments/contract/payment-commands.js';
import { PaymentsModule } from '../../../payments/payments.module.js';
import { AddItem } from '../../add-item/add-item.command.js';
import { ApplyCoupon } from '../../apply-coupon/apply-coupon.command.js';
import { BeginOrder } from '../../begin-order/begin-order.command.js';
import * as orderCommands from '../../contract/order-commands.js';
import { OrdersModule } from '../../orders.module.js';
import { SubmitOrder } from '../../submit-order/submit-order.command.js';
import type { Purchase } from './random-fulfilments.js';

const classes: readonly { readonly prototype: object }[] = [
  ...Object.values(inventoryCommands),
  ...Object.values(paymentCommands),
  ...Object.values(orderCommands),
];
const byType = new Map(classes.map(({ prototype }) => [commandTypeOf(prototype), prototype]));

/** Harbour's contexts as they are, in memory. Nothing runs by itself: who plays says what happens next. */
export class MemoryHarbour {
  readonly #bus: CommandBus;
  readonly #store: EventStore;
  #orders = 0;

  private constructor(private readonly app: INestApplicationContext) {
    this.#bus = app.get(CommandBus);
    this.#store = app.get<EventStore>(EventStore);
  }

  static async open(): Promise<MemoryHarbour> {
    const daybook = DaybookModule.forRoot({ store: 'memory', run: 'none' });
    const contexts = [AccountsModule.with({}), InventoryModule, PaymentsModule, OrdersModule];
    const app = await Test.createTestingModule({ imports: [daybook, CqrsModule.forRoot(), ...contexts] })
      .overrideProvider(UnitOfWork)
      // A store in memory has no transactions; nobody comes in between here while a command is carried out.
      .useValue({ run: (work: () => Promise<unknown>) => work() })
      .compile();
    await app.init();
    return new MemoryHarbour(app);
  }

  close(): Promise<void> {
    return this.app.close();
  }

  /** Everything that is bought is received, the account is funded, and the cart filled; answers the order's id. */
  async fill({ lines, fundedMinor, percentOff }: Purchase): Promise<string> {
    const orderId = `order-${++this.#orders}`;
    await this.do(new OpenAccount(accountOf(orderId), { ownerId: 'o', currency: 'EUR', overdraftLimitMinor: 0 }));
    if (fundedMinor > 0) await this.do(new DepositFunds(accountOf(orderId), fundedMinor, undefined));
    await this.do(new BeginOrder(orderId, { customerId: 'c', currency: 'EUR' }));
    for (const { store, stocked, quantity } of lines) {
      const sku = skuOf(orderId);
      if (stocked > 0) await this.do(new inventoryCommands.ReceiveStock(store, sku, stocked));
      await this.do(new AddItem(orderId, { store, sku, quantity, priceMinor: 100, freightMinor: 10 }));
    }
    if (percentOff !== undefined) await this.do(new ApplyCoupon(orderId, { code: 'LESS', percentOff }));
    return orderId;
  }

  async submit(orderId: string): Promise<void> {
    await this.do(new SubmitOrder(orderId, { accountId: accountOf(orderId) }));
  }

  do(command: object): Promise<unknown> {
    return this.#bus.execute(command as never);
  }

  /** Makes a command again from what a saga has kept of it. */
  restored(type: string, payload: object): object {
    return Object.assign(Object.create(byType.get(type) ?? Object.prototype) as object, payload);
  }

  async eventsAfter(position: number): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    for await (const event of this.#store.readAll({ afterPosition: position })) found.push(event);
    return found;
  }

  head(): Promise<number> {
    return this.#store.head();
  }
}

/** What a purchase costs: 1.00 for each piece, and 0.10 to send it. */
export function priceOf({ lines, percentOff = 0 }: Purchase): number {
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return 110 * pieces - Math.round((100 * pieces * percentOff) / 100);
}

/** Of each order its own account and product, so that orders do not meet unless they are told to. */
export const accountOf = (orderId: string): string => `account-of-${orderId}`;
export const skuOf = (orderId: string): string => `pen-of-${orderId}`;
