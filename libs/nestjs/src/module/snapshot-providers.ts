import { systemClock } from '@daybook/domain';
import { EventCodec, EventStore, type SnapshotRetention } from '@daybook/event-store';
import { type InjectionToken, Logger, type Provider } from '@nestjs/common';
import { AggregateSnapshots } from '../commands/snapshots/aggregate-snapshots.js';
import { evolutionOf } from '../commands/snapshots/evolution-of.js';
import { SnapshotKeeping } from '../commands/snapshots/snapshot-keeping.js';
import { AggregateRegistry } from './aggregate-registry.js';
import { ConfiguredSnapshots } from './configured-snapshots.js';
import type { DaybookOptions } from './daybook-options.js';
import { InvalidOption } from './invalid-option.error.js';
import { OperatorStart } from './operator-start.js';
import { SnapshotLog } from './snapshot-log.js';

/** What keeps snapshots of aggregates. */
export function snapshotProviders(optionsToken: InjectionToken): Provider[] {
  return [
    {
      provide: ConfiguredSnapshots,
      inject: [optionsToken, EventStore, EventCodec, { token: OperatorStart, optional: true }],
      useFactory: (options: DaybookOptions, store: EventStore, codec: EventCodec, operator?: OperatorStart) => {
        const { policies } = options.snapshots === false ? {} : (options.snapshots ?? {});
        const keeping = keepingFor(options, store, operator);
        return new ConfiguredSnapshots({
          ...{ keeping, policies },
          evolutionOf: (aggregateClass) => evolutionOf(codec.chain, aggregateClass),
        });
      },
    },
    {
      provide: AggregateSnapshots,
      inject: [optionsToken, EventStore, ConfiguredSnapshots, AggregateRegistry],
      useFactory: (
        { clock = systemClock }: DaybookOptions,
        store: EventStore,
        configured: ConfiguredSnapshots,
        aggregates: AggregateRegistry,
      ) =>
        new AggregateSnapshots({
          ...{ store, clock, keeping: configured.keeping },
          aggregateOf: (category) => aggregates.aggregateOf(category),
          of: (aggregateClass) => configured.of(aggregateClass),
        }),
    },
  ];
}

function keepingFor(
  { snapshots = {}, clock = systemClock }: DaybookOptions,
  store: EventStore,
  operator: OperatorStart | undefined,
): SnapshotKeeping | undefined {
  if (snapshots === false) return undefined;
  checkKept(snapshots.keep);
  if (operator?.opensStore === false) return undefined;
  const log = new SnapshotLog(new Logger('Daybook'));
  const keeping = new SnapshotKeeping({
    store: snapshots.store ?? store.snapshots,
    clock,
    retention: snapshots.keep,
    ignored: (ignored) => log.ignored(ignored),
    failed: (failed) => log.failed(failed),
  });
  // Started for a command, the application does nothing by itself.
  if (operator !== undefined) void keeping.queue.close();
  return keeping;
}

/** Now, and not when the first snapshot is taken, where nobody is told but the log. */
function checkKept({ newest, every, othersForMs }: SnapshotRetention = {}): void {
  for (const [name, value, least] of [
    ['newest', newest, 1],
    ['every', every === false ? undefined : every, 1],
    ['othersForMs', othersForMs, 0],
  ] as const) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= least)) continue;
    throw new InvalidOption(`snapshots.keep.${name}`, value, [`a whole number from ${least}`]);
  }
}
