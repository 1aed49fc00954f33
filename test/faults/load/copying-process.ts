import { once } from 'node:events';
import { type RecordedEvent, StreamCopier } from '@daybook/event-store';
import { dieAt } from '../injection/death-at-text.js';
import { closingByWhatWasRead, copyUnderNewIds } from '../wrong-builds/copyists.js';
import type { CopyingOrder, CopyingWord } from './copying-words.js';
import { creditedCodec } from './credited.js';
import { openStore } from './opened-store.js';

// The main file of a process that copies a stream as it is, once, and may be killed over it.
process.on('disconnect', () => process.exit());
const say = (word: CopyingWord): void => void process.send?.(word);

say('ready');
const [{ url, source, target, build, batchSize, dies }] = (await once(process, 'message')) as [CopyingOrder];
const { store, close } = await openStore(url, { poolSize: 4 });
const { copies } = store;
if (build === 'closes by what it has read') closingByWhatWasRead(copies);

let portions = 0;
const arm = (portion: number | 'the last'): void => {
  if (dies?.from === portion) dieAt(dies.at);
};
arm(0);
const extend = copies.extend.bind(copies);
copies.extend = async (...given) => {
  await extend(...given);
  arm(++portions);
};
const complete = copies.complete.bind(copies);
copies.complete = async (...given) => {
  say('last portion');
  await once(process, 'message');
  arm('the last');
  return complete(...given);
};

const order = { source, target, transformation: 'as-it-is', reason: 'a test', orderedBy: 'a test' };
const transformation = { name: 'as-it-is', transform: ({ event }: RecordedEvent) => event };
try {
  if (build === 'gives new ids') await copyUnderNewIds(store, order, batchSize);
  else
    await new StreamCopier({ store, codec: creditedCodec(), batchSize }).copy(source, target, {
      ...order,
      transformation,
    });
  say('copied');
} catch (error) {
  say({ failed: String(error) });
}
await close();
process.disconnect();
