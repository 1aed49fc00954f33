import { DaybookModule } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { CancelReservationHandler } from './cancel-reservation/cancel-reservation.handler.js';
import { CountStockController } from './count-stock/count-stock.controller.js';
import { CountStockHandler } from './count-stock/count-stock.handler.js';
import { StockItem } from './domain/stock-item.js';
import { stockUpcasters } from './evolution/stock-upcasters.js';
import { ExpireReservationController } from './expire-reservation/expire-reservation.controller.js';
import { ExpireReservationHandler } from './expire-reservation/expire-reservation.handler.js';
import { ReservationExpiry } from './expire-reservation/reservation-expiry.saga.js';
import { PickStockController } from './pick-stock/pick-stock.controller.js';
import { PickStockHandler } from './pick-stock/pick-stock.handler.js';
import { PutBackStockHandler } from './put-back-stock/put-back-stock.handler.js';
import { ReceiveStockController } from './receive-stock/receive-stock.controller.js';
import { ReceiveStockHandler } from './receive-stock/receive-stock.handler.js';
import { ReconcileStockController } from './reconcile-stock/reconcile-stock.controller.js';
import { ReconcileStockHandler } from './reconcile-stock/reconcile-stock.handler.js';
import { ReleaseStockController } from './release-stock/release-stock.controller.js';
import { ReleaseStockHandler } from './release-stock/release-stock.handler.js';
import { ReserveStockController } from './reserve-stock/reserve-stock.controller.js';
import { ReserveStockHandler } from './reserve-stock/reserve-stock.handler.js';
import { SettleReservationHandler } from './settle-reservation/settle-reservation.handler.js';
import { ViewStockController } from './view-stock/view-stock.controller.js';
import { ViewStockHandler } from './view-stock/view-stock.handler.js';

/** The stores' shelves: one slice for each use case, in the order in which pieces come and go. */
@Module({
  imports: [DaybookModule.forFeature({ aggregates: [StockItem], sagas: [ReservationExpiry] })],
  providers: [
    ReceiveStockHandler,
    ReserveStockHandler,
    ReleaseStockHandler,
    ExpireReservationHandler,
    CancelReservationHandler,
    PickStockHandler,
    SettleReservationHandler,
    PutBackStockHandler,
    CountStockHandler,
    ViewStockHandler,
    ReconcileStockHandler,
    ...stockUpcasters,
  ],
  controllers: [
    ReceiveStockController,
    ReserveStockController,
    ReleaseStockController,
    ExpireReservationController,
    PickStockController,
    CountStockController,
    ViewStockController,
    ReconcileStockController,
  ],
})
export class InventoryModule {}
