import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Appender } from '../append/appender.js';
import type { Sample } from '../run/closed-loop.js';
import { poolSize } from '../server/bench-server.js';
import type { PeerAnswer, PeerName, PeerRequest } from './peer.js';

/** A peer in a process of its own, so that neither shares the other's event loop, heap and packages. */
export interface PeerAppender extends Appender {
  readonly configuration: Readonly<Record<string, unknown>>;
}

export async function peerAppender(name: PeerName, url: string): Promise<PeerAppender> {
  const module = new URL(`../../peers/${name}.js`, import.meta.url).href;
  const ask = conversation(fork(fileURLToPath(new URL('./peer-process.js', import.meta.url)), [module]));
  const { configuration = {} } = await ask({ ask: 'open', url, poolSize });
  return {
    configuration,
    run: async (round) => (await ask({ ask: 'run', round })).sample as Sample,
    close: () => ask({ ask: 'close' }),
  };
}

/** One question after the other, each with its answer. */
function conversation(child: ChildProcess): (request: PeerRequest) => Promise<PeerAnswer> {
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
