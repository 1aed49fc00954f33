import pg from 'pg';
import type { BenchFindings, BenchRun } from '../bench-run.js';
import { peerCommander } from '../peer/peer-contestant.js';
import { peerNames } from '../peer/peer.js';
import { Columns } from '../report/columns.js';
import { figure } from '../report/figure.js';
import { alternate, type Contestant } from '../run/alternate.js';
import { type Commander, eventsBefore } from './commander.js';
import { commandCells, commandResults, commandTitles, type CommandResult, literatureRate } from './command-result.js';
import { daybookCommander, type DaybookCommands, daybookConfiguration } from './daybook-commander.js';
import { floorCommander, floorConfiguration } from './floor-commander.js';

const callers = 64;

/** Of each contestant the size with which it was fastest, of 4, 8, 16 and 32. */
const poolSizes = { floor: 16, daybook: 16, emmett: 16 } as const;

const daybookRows: Readonly<Record<string, Omit<DaybookCommands, 'poolSize'>>> = {
  daybook: { cache: true, keys: false },
  'daybook without cache': { cache: false, keys: false },
  'daybook with keys': { cache: true, keys: true },
};

interface Contender {
  readonly url: string;
  readonly commander: Commander;
}

/** Commands from the bus to the log and back: load, decide, append; 64 callers, 2,000 streams of ten events. */
export async function commandsBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const peers = options.peers ? peerNames : [];
  const contenders: Record<string, Contender> = {};
  const configurations: Record<string, unknown> = {
    floor: { ...floorConfiguration, poolSize: poolSizes.floor },
    daybook: { ...daybookConfiguration, poolSize: poolSizes.daybook },
  };
  const enter = async (name: string, open: (url: string) => Promise<Commander>): Promise<void> => {
    const url = await server.database(`commands_${Object.keys(contenders).length}`);
    contenders[name] = { url, commander: await open(url) };
  };
  await enter('floor', (url) => floorCommander(url, poolSizes.floor));
  for (const [name, row] of Object.entries(daybookRows)) {
    await enter(name, (url) => daybookCommander(url, { ...row, poolSize: poolSizes.daybook }));
  }
  for (const peer of peers) {
    await enter(peer, async (url) => {
      const { configuration, ...commander } = await peerCommander(peer, url, poolSizes[peer]);
      configurations[peer] = configuration;
      return commander;
    });
  }
  print(
    `${callers} callers, ${options.streams} streams of ${eventsBefore} events, new ones in each round and each once`,
  );
  print(`warmed up; who is faster has longer ones to load at the end of a round\n`);
  const samples = await alternate(
    Object.fromEntries(
      Object.entries(contenders).map(([name, contender]) => [name, contestant(contender, options.streams)]),
    ),
    options,
  );
  const results = commandResults(samples, peers, options);
  const columns = new Columns(print, commandTitles(peers));
  for (const result of results) columns.row(...commandCells(result));
  for (const line of findings(results)) print(line);
  await Promise.all(Object.values(contenders).map(({ commander }) => commander.close()));
  return { results, configurations };
}

/** Each round is about streams that nobody has met before. */
function contestant({ url, commander }: Contender, count: number): Contestant {
  let first = 1;
  return async (seconds) => {
    const streams = { first, count };
    await commander.fill(streams);
    await settle(url);
    const sample = await commander.run({ streams, callers, seconds });
    first += count;
    return sample;
  };
}

// So that everybody has the best plan that there is, and nobody a vacuum in the middle of a round.
async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
}

function findings(results: readonly CommandResult[]): readonly string[] {
  const rates = new Map(results.map(({ contestant: name, rate }) => [name, rate]));
  const rate = (name: string): number => rates.get(name) ?? Number.NaN;
  return [
    '',
    `${figure(rate('daybook'))} commands per second; the literature asks ${figure(literatureRate)} of one PostgreSQL`,
    `an idempotency key costs ${figure((rate('daybook') / rate('daybook with keys') - 1) * 100)} % of a command's time`,
  ];
}
