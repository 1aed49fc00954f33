import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Appender } from '../append/appender.js';
import type { CatchUp } from '../catch-up/catch-up.js';
import type { Commander } from '../commands/commander.js';
import type { Sample } from '../run/closed-loop.js';
import type { PeerAnswer, PeerName, PeerRequest } from './peer.js';

interface Configured {
  readonly configuration: Readonly<Record<string, unknown>>;
}

type Ask = (request: PeerRequest) => Promise<PeerAnswer>;

/** A peer in a process of its own, so that neither shares the other's event loop, heap and packages. */
export async function peerAppender(name: PeerName, url: string, poolSize: number): Promise<Appender & Configured> {
  const ask = started(name);
  const { configuration = {} } = await ask({ ask: 'open', url, poolSize });
  return {
    configuration,
    run: async (round) => (await ask({ ask: 'append', round })).sample as Sample,
    close: () => ask({ ask: 'close' }),
  };
}

export async function peerCommander(name: PeerName, url: string, poolSize: number): Promise<Commander & Configured> {
  const ask = started(name);
  const { configuration = {} } = await ask({ ask: 'open', url, poolSize });
  return {
    configuration,
    fill: (streams) => ask({ ask: 'fill', streams }),
    run: async (round) => (await ask({ ask: 'command', round })).sample as Sample,
    close: () => ask({ ask: 'close' }),
  };
}

/** A peer's reactor, over a log of so many events that is filled here. */
export async function peerCatchUp(name: PeerName, url: string, options: PeerCatchUp): Promise<CatchUp & Configured> {
  const ask = started(name);
  const { events, batch, poolSize } = options;
  const { configuration = {} } = await ask({ ask: 'open', url, poolSize });
  await ask({ ask: 'fill-log', events });
  let round = 0;
  return {
    configuration,
    run: async () => (await ask({ ask: 'catch-up', reactor: `nothing-${++round}`, events, batch })).sample as Sample,
    close: () => ask({ ask: 'close' }),
  };
}

/** How much a peer reads, and how. */
export interface PeerCatchUp {
  readonly events: number;
  readonly batch: number;
  readonly poolSize: number;
}

function started(name: PeerName): Ask {
  const module = new URL(`../../peers/${name}.js`, import.meta.url).href;
  return conversation(fork(fileURLToPath(new URL('./peer-process.js', import.meta.url)), [module]));
}

/** One question after the other, each with its answer. */
function conversation(child: ChildProcess): Ask {
  const died = once(child, 'exit').then(([code]): never => {
    throw new Error(`The peer's process has ended with code ${String(code)}.`);
  });
  // It also ends when nothing is asked of it any more.
  died.catch(() => undefined);
  return async (request) => {
    const answered = once(child, 'message') as Promise<[PeerAnswer]>;
    child.send(request);
    const [answer] = await Promise.race([answered, died]);
    if (request.ask === 'close') child.disconnect();
    if (answer.error !== undefined) throw new Error(`The peer failed. ${answer.error}`);
    return answer;
  };
}
