import type { BenchFindings, BenchRun } from '../bench-run.js';
import { CheckpointWatch } from '../catch-up/checkpoint-watch.js';
import { fillConfiguration, filledLog } from '../catch-up/filled-log.js';
import { Columns } from '../report/columns.js';
import { compared } from '../report/compared.js';
import { figure } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import { FloorProjector, floorConfiguration } from './floor-projector.js';
import { applicationConfiguration } from './projecting-application.js';
import { ProjectingRounds } from './projecting-rounds.js';
import { sameBalances } from './same-balances.js';

/** A fold projection into a table, from the first event to the last, against the same loop written by hand. */
export async function projectionBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const [events = 0] = options.events;
  const { batch } = options;
  const url = await server.database('projection');
  const { dataSource } = await filledLog(url, events, print);
  await dataSource.destroy();
  const made = (table: string): Promise<void> => sameBalances(url, table);
  const floor = new FloorProjector(url, batch, made);
  const daybook = new ProjectingRounds(url, await CheckpointWatch.on(url), batch, made);
  const samples = await alternate({ floor: () => floor.run(), daybook: () => daybook.run() }, options);
  const columns = new Columns(print, ['events', 'batch', 'events/s', 'floor/s', 'ratio to floor']);
  const { rate, floorRate, ratioToFloor } = compared(samples);
  columns.row(...[events, batch, rate, floorRate, ratioToFloor].map(figure));
  await Promise.all([floor.close(), daybook.close()]);
  const configurations = { daybook: applicationConfiguration, floor: floorConfiguration, fill: fillConfiguration };
  return { results: [{ events, batch, rate, floorRate, ratioToFloor }], configurations };
}
