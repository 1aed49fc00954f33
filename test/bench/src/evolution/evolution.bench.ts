import { EventCodec, type EventStore, EventTypeRegistry, PostgresEventStore } from '@daybook/event-store';
import type { BenchFindings, BenchRun } from '../bench-run.js';
import { BatchTimes } from '../catch-up/batch-times.js';
import { fillConfiguration, filledLog } from '../catch-up/filled-log.js';
import { Columns } from '../report/columns.js';
import { figure } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import type { Sample } from '../run/closed-loop.js';
import { daybookConfiguration } from '../store/daybook-store.js';
import { LiftedDeposit, threeUpcasters } from './lifted-deposit.js';

/** The same rows read to the end, each made an instance of its class: as they are stored, and through three upcasters. */
export async function evolutionBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const [events = 0] = options.events;
  const { batch } = options;
  const daybook = await filledLog(await server.database('evolution'), events, print);
  const registry = new EventTypeRegistry().register(LiftedDeposit);
  const codec = new EventCodec({ registry, upcasters: threeUpcasters });
  const lifting = await PostgresEventStore.open({ dataSource: daybook.dataSource, codec });
  const { stored, lifted } = await alternate(
    { stored: () => readWhole(daybook.store, events, batch), lifted: () => readWhole(lifting, events, batch) },
    options,
  );
  const costs = stored.rate / lifted.rate;
  const columns = new Columns(print, ['events', 'events/s', 'costs', 'p50 ms/page', 'p99 ms/page']);
  columns.row('as stored', figure(stored.rate), figure(1), figure(stored.p50Ms), figure(stored.p99Ms));
  columns.row('through 3 upcasters', figure(lifted.rate), figure(costs), figure(lifted.p50Ms), figure(lifted.p99Ms));
  await lifting.close();
  await daybook.dataSource.destroy();
  const configurations = { daybook: daybookConfiguration, fill: fillConfiguration, batch };
  return {
    results: [{ events, batch, upcasters: threeUpcasters.length, stored, lifted, ratio: costs }],
    configurations,
  };
}

async function readWhole(store: EventStore, events: number, batchSize: number): Promise<Sample> {
  const began = performance.now();
  const times = new BatchTimes();
  let read = 0;
  for await (const page of store.readAll({ batchSize }).pages()) {
    for (const { event } of page) if (Object.isFrozen(event)) read++;
    times.done();
  }
  if (read !== events) throw new Error(`${read} of ${events} events were read.`);
  return times.sample((read * 1_000) / (performance.now() - began));
}
