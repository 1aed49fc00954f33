import { nextPayment } from '../account/payment.js';
import { appenderBy, type Appender } from '../append/appender.js';
import type { PeerAnswer, PeerModule, PeerRequest } from './peer.js';

// The main file of a peer's process: the peer's own packages, in a process of its own, under the same loop as the rest.
const peer = (await import(process.argv[2] ?? '')) as PeerModule;
let appender: Appender | undefined;

async function answer(request: PeerRequest): Promise<PeerAnswer> {
  switch (request.ask) {
    case 'open':
      appender = await open(request.url, request.poolSize);
      return { configuration: peer.configuration(request.poolSize) };
    case 'run':
      return { sample: await opened().run(request.round) };
    case 'close':
      await opened().close();
      return {};
  }
}

function opened(): Appender {
  if (appender === undefined) throw new Error('The peer has not been opened.');
  return appender;
}

async function open(url: string, poolSize: number): Promise<Appender> {
  const store = await peer.open(url, poolSize);
  return appenderBy(
    async (stream) => {
      stream.version = await store.append(stream.id, stream.version, 'account.funds-deposited', nextPayment());
    },
    () => store.close(),
  );
}

process.on('message', (request: PeerRequest) => {
  void answer(request)
    .catch((error: unknown): PeerAnswer => ({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }))
    .then((said) => process.send?.(said));
});
