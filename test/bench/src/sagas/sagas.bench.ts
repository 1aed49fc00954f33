import type { BenchFindings, BenchRun } from '../bench-run.js';
import { Columns } from '../report/columns.js';
import { figure, rounded } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import { sameClock } from '../run/same-clock.js';
import { startWorker } from '../run/worker-process.js';
import { appendAll, commandAll } from './by-hand.js';
import { fulfillingApplication, fulfillingConfiguration } from './fulfilling-application.js';
import { byHandRounds, type Cost, sagaRounds } from './fulfilment-rounds.js';
import { steadyOrders } from './steady-orders.js';

const fulfilling = new URL('./fulfilling-process.js', import.meta.url);
const commandsEach = 6;

/** How it is measured. */
const sagasConfiguration = {
  floor: 'the seven appends of an order, one after the other, sixteen orders at a time; no command, no saga',
  'by hand': 'the same commands through the same bus, each with an idempotency key; sixteen orders at a time; no saga',
  delay: 'from the answer of an append to the begin of the handler of the command that follows from it',
  steady: 'open loop: orders are submitted whether the ones before are fulfilled or not',
};

/** Orders that are fulfilled by six commands, each answered by an event that leads to the next one. */
export async function sagasBench(run: BenchRun): Promise<BenchFindings> {
  const results = [...(await ratesOf(run)), ...(await delaysAtRate(run))];
  return { results, configurations: { daybook: fulfillingConfiguration, sagas: sagasConfiguration } };
}

async function ratesOf({ server, options, print }: BenchRun): Promise<readonly object[]> {
  const count = options.fulfilments;
  const [floor, hand, saga] = [
    await fulfillingApplication(await server.database('sagas_floor'), 'none'),
    await fulfillingApplication(await server.database('sagas_hand'), 'none'),
    await fulfillingApplication(await server.database('sagas_rate')),
  ];
  const costs: Record<'floor' | 'by hand' | 'saga', Cost> = {
    floor: { cpuMs: Number.NaN },
    'by hand': { cpuMs: Number.NaN },
    saga: { cpuMs: Number.NaN },
  };
  const samples = await alternate(
    {
      floor: byHandRounds(floor, count, costs.floor, appendAll),
      'by hand': byHandRounds(hand, count, costs['by hand'], commandAll),
      saga: sagaRounds(saga, count, costs.saga),
    },
    options,
  );
  await Promise.all([floor, hand, saga].map((application) => application.close()));
  print(`${count} orders in each round\n`);
  const columns = new Columns(print, ['fulfilled by', 'orders/s', 'commands/s', 'ratio to floor', 'cpu ms each']);
  return (['floor', 'by hand', 'saga'] as const).map((fulfilledBy) => {
    const { rate } = samples[fulfilledBy];
    const { cpuMs } = costs[fulfilledBy];
    const ratioToFloor = rate / samples.floor.rate;
    columns.row(fulfilledBy, ...[rate, rate * commandsEach, ratioToFloor, cpuMs].map(figure));
    const commandsPerSecond = rounded(rate * commandsEach);
    return {
      fulfilledBy,
      rate: rounded(rate),
      commandsPerSecond,
      ratioToFloor: rounded(ratioToFloor),
      cpuMs: rounded(cpuMs),
    };
  });
}

async function delaysAtRate({ server, options, print }: BenchRun): Promise<readonly object[]> {
  const application = await fulfillingApplication(await server.database('sagas_here'));
  const there = await server.database('sagas_there');
  const submitting = await fulfillingApplication(there, 'none');
  const worker = await startWorker(fulfilling, there);
  await sameClock(worker);
  const { times } = application;
  const samples = await alternate(
    {
      'the same process': steadyOrders(application.store, 'here', options.rate, {
        fulfilled: () => times.ordersWith(commandsEach),
        times: async () => times.take(),
      }),
      'another process': steadyOrders(submitting.store, 'there', options.rate, {
        fulfilled: async () => (await worker.ask('fulfilled')) as number,
        times: async () => (await worker.ask('times')) as ReturnType<typeof times.take>,
      }),
    },
    options,
  );
  await worker.end();
  await Promise.all([application.close(), submitting.close()]);
  print('');
  const columns = new Columns(print, ['saga in         ', 'orders/s', 'p50 ms', 'p99 ms']);
  return Object.entries(samples).map(([sagaIn, { rate, p50Ms, p99Ms }]) => {
    columns.row(sagaIn, ...[rate, p50Ms, p99Ms].map(figure));
    return { sagaIn, asked: options.rate, rate: rounded(rate), p50Ms: rounded(p50Ms), p99Ms: rounded(p99Ms) };
  });
}
