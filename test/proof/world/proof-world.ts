import { join } from 'node:path';
import type { SmallDisk } from '../../faults/injection/small-disk.js';
import { EffectReceiver } from '../../faults/load/effect-receiver.js';
import { HistoryFile } from '../history/history-file.js';
import type { WrongBuild } from '../wrong-builds/wrong-build.js';
import { FaultyProxy } from './faulty-proxy.js';
import type { LifeEnd } from './proof-life.js';
import { ProofProcess } from './proof-process.js';
import { type ProofServer, startProofServer } from './proof-server.js';
import { SeededRandom } from './seeded-random.js';
import type { World } from './world.js';

const leaseMs = 1_500;
const highest = 2 ** 31 - 1;

export interface ProofWorldOptions {
  /** Where everything goes that a run leaves. */
  readonly folder: string;
  readonly seed: number;
  readonly processes: number;
  /** Default: Daybook as it is shipped. */
  readonly build?: WrongBuild | undefined;
  readonly postgres?: string | undefined;
  /** Whether its processes come through a pgbouncer in transaction mode. Default false. */
  readonly pooler?: boolean | undefined;
  /** Whether its server is to run out of room. */
  readonly fills: boolean;
}

/** A server, processes of an application, what is between them, and whom their effects are for. */
export class ProofWorld implements World {
  readonly server: ProofServer['server'];
  readonly urls: World['urls'];
  readonly proxies: readonly FaultyProxy[];
  readonly processes: readonly ProofProcess[];
  readonly leaseMs = leaseMs;
  readonly smallDisk?: SmallDisk;

  private constructor(
    private readonly started: ProofServer,
    readonly history: HistoryFile,
    readonly random: SeededRandom,
    private readonly receiver: EffectReceiver,
    lines: readonly { readonly proxy: FaultyProxy; readonly process: ProofProcess }[],
  ) {
    this.server = started.server;
    this.urls = started.urls;
    if (started.smallLog !== undefined) this.smallDisk = started.smallLog.disk;
    this.proxies = lines.map(({ proxy }) => proxy);
    this.processes = lines.map(({ process }) => process);
  }

  /** Where a run in this folder has its history. */
  static historyIn(folder: string): string {
    return join(folder, 'history');
  }

  /** Begins everything; does not wait until the processes are up. */
  static async open(options: ProofWorldOptions): Promise<ProofWorld> {
    const { folder, seed, processes, build, postgres, fills, pooler } = options;
    const started = await startProofServer({ folder, postgres, sql: build?.sql, fills, pooler });
    const historyFolder = ProofWorld.historyIn(folder);
    const history = HistoryFile.open(historyFolder, 'run');
    const random = new SeededRandom(seed);
    const receiver = await openReceiver(history);
    const numbers = Array.from({ length: processes }, (_, n) => n + 1);
    const lines = numbers.map(async (number) => {
      const proxy = await FaultyProxy.before(started.applicationUrl);
      const name = `app-${number}`;
      const process = ProofProcess.begin({
        url: proxy.url,
        name,
        seed: random.child(name).below(highest),
        folder: historyFolder,
        receiver: receiver.url,
        leaseMs,
        build: build?.name ?? 'daybook',
        clockOffMs: 0,
        calls: true,
        history,
      });
      return { proxy, process };
    });
    return new ProofWorld(started, history, random, receiver, await Promise.all(lines));
  }

  /** Ends of processes that nobody has asked for. */
  get deaths(): readonly LifeEnd[] {
    return this.processes.flatMap(({ deaths }) => deaths);
  }

  /** Ends everything, whatever it is at. */
  async close(): Promise<void> {
    await Promise.allSettled(this.processes.map((process) => process.kill()));
    await Promise.allSettled([...this.proxies.map((proxy) => proxy.close()), this.receiver.close()]);
    await this.started.close();
    this.history.close();
  }
}

/** Whoever the effects of the reaction are for writes down what comes to him, copies too. */
async function openReceiver(history: HistoryFile): Promise<EffectReceiver> {
  const receiver = await EffectReceiver.open();
  receiver.answersAfterMs = 20;
  receiver.received = () => {
    const effect = receiver.requests.pop();
    if (effect !== undefined) history.write({ word: 'effect', ...effect, reaction: 'proof-effects' });
  };
  return receiver;
}
