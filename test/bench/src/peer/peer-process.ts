import { balanceLimitMinor } from '../account/balance-limit.js';
import { nextPayment } from '../account/payment.js';
import { appenderBy, type Appender } from '../append/appender.js';
import { commandRound, eventsBefore, forEachStream, type RoundStreams } from '../commands/commander.js';
import type { Sample } from '../run/closed-loop.js';
import type { PeerAnswer, PeerModule, PeerRequest, PeerStore } from './peer.js';

// The main file of a peer's process: the peer's own packages, in a process of its own, under the same loops as the rest.
const peer = (await import(process.argv[2] ?? '')) as PeerModule;
const type = 'account.funds-deposited';
let store: PeerStore | undefined;
let appender: Appender | undefined;

async function answer(request: PeerRequest): Promise<PeerAnswer> {
  switch (request.ask) {
    case 'open':
      store = await peer.open(request.url, request.poolSize);
      return { configuration: peer.configuration(request.poolSize) };
    case 'append':
      appender ??= await appenderOn(opened());
      return { sample: await appender.run(request.round) };
    case 'fill':
      await fill(opened(), request.streams, 16);
      return {};
    case 'command':
      return { sample: await commandRound((account) => deposit(opened(), account), request.round) };
    case 'fill-log':
      await fillLog(opened(), request.events);
      return {};
    case 'catch-up':
      return { sample: await catchUp(opened(), request) };
    case 'close':
      await opened().close();
      return {};
  }
}

function opened(): PeerStore {
  if (store === undefined) throw new Error('The peer has not been opened.');
  return store;
}

function appenderOn(peerStore: PeerStore): Promise<Appender> {
  return appenderBy(
    async (stream) => {
      stream.version = await peerStore.append(stream.id, stream.version, type, nextPayment());
    },
    () => peerStore.close(),
  );
}

function fill(peerStore: PeerStore, streams: RoundStreams, atOnce: number): Promise<void> {
  const payments = () => Array.from({ length: eventsBefore }, nextPayment);
  return forEachStream(streams, atOnce, (account) => peerStore.append(`account-${account}`, 0, type, payments()));
}

/**
 * One append after the other: a reactor that reads in the order of transactions, and goes on behind the last position,
 * leaves out events of those that were at it together.
 */
function fillLog(peerStore: PeerStore, events: number): Promise<void> {
  return fill(peerStore, { first: 1, count: Math.ceil(events / eventsBefore) }, 1);
}

async function catchUp(
  peerStore: PeerStore,
  { reactor, events, batch }: { readonly reactor: string; readonly events: number; readonly batch: number },
): Promise<Sample> {
  const began = performance.now();
  await peerStore.catchUp(reactor, events, batch);
  return { rate: (events * 1_000) / (performance.now() - began), p50Ms: Number.NaN, p99Ms: Number.NaN };
}

function deposit(peerStore: PeerStore, account: number): Promise<unknown> {
  return peerStore.deposit(`account-${account}`, type, nextPayment(), balanceLimitMinor);
}

process.on('message', (request: PeerRequest) => {
  void answer(request)
    .catch((error: unknown): PeerAnswer => ({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }))
    .then((said) => process.send?.(said));
});
