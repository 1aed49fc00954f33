import { noValidation } from '@daybook/event-store';
import { afterEvents } from '@daybook/domain';
import { DaybookModule } from '@daybook/nestjs';
import type { DynamicModule, Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { ProofProcessOptions } from '../world/proof-process-options.js';
import { Account } from './account.js';
import { NotedNotices } from './noted-notices.js';
import { ProofBalance, ProofBalances } from './proof-balances.projection.js';
import { ProofEffects } from './proof-effects.reaction.js';
import { ProofEntries, ProofUnused } from './proof-entries.projection.js';
import { Noted } from './proof-events.js';
import { ProofHolding, ProofHoldings } from './proof-holdings.projection.js';
import { ProofSurroundings } from './proof-surroundings.js';
import { Order } from './sagas/order.js';
import { ProofMoves } from './sagas/proof-moves.saga.js';
import { ProofOrders } from './sagas/proof-orders.saga.js';
import { Purse } from './sagas/purse.js';
import { MoveAsked } from './sagas/saga-events.js';
import { sagaHandlers } from './sagas/saga-handlers.js';
import { Shelf } from './sagas/shelf.js';
import { TransferCoinsHandler } from './transfer-coins.handler.js';

const entities = [ProofBalance, ProofHolding, ProofUnused];

class ProofApplication {}

/** The application under proof: as anybody would put it together, impatient so that a run has time for many faults. */
export function proofApplication(
  options: ProofProcessOptions,
  surroundings: ProofSurroundings,
  besides: readonly Provider[] = [],
): DynamicModule {
  const { url, name, leaseMs } = options;
  return {
    module: ProofApplication,
    imports: [
      CqrsModule,
      TypeOrmModule.forRoot({
        type: 'postgres',
        url,
        entities,
        retryAttempts: 0,
        extra: { max: 16, connectionTimeoutMillis: 5_000, options: '-c synchronous_commit=on' },
      }),
      TypeOrmModule.forFeature(entities),
      DaybookModule.forRoot({
        migrations: 'run',
        validation: noValidation,
        // Often, and most of them kept: a checker looks at each.
        snapshots: { policies: { account: afterEvents(2) }, keep: { newest: 50, every: 50 } },
        limits: { waitMs: 5_000, answerMs: 6_000 },
        subscriptions: { name, leaseMs, heartbeatMs: leaseMs / 5, stopWithinMs: 5_000 },
        sagas: { pollMs: 200 },
      }),
      DaybookModule.forFeature({
        aggregates: [Account, Purse, Shelf, Order],
        events: [Noted, MoveAsked],
        sagas: [ProofMoves, ProofOrders],
      }),
    ],
    providers: [
      { provide: ProofSurroundings, useValue: surroundings },
      NotedNotices,
      TransferCoinsHandler,
      ProofBalances,
      ProofHoldings,
      ProofEntries,
      ProofEffects,
      ...sagaHandlers,
      ...besides,
    ],
  };
}
