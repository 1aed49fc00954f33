import type { LogToken } from '../../incarnation/log-token.js';
import { placeOfToken, type PlaceAt } from '../../incarnation/place-of-token.js';
import type { EventStream } from '../../stream/event-stream.js';
import type { HeadOptions, ReadAllOptions } from '../../stream/read-options.js';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import { StoreClosed } from '../../stream/store-closed.error.js';
import { untilAborted } from '../../stream/until-aborted.js';
import type { WakeUps } from '../wake-ups.js';
import { Alarm } from './alarm.js';
import type { CheckedSubscribe } from './check-subscribe.js';
import { LogHistoryChanged } from './log-history-changed.error.js';
import { Patience } from './patience.js';

/** What is asked of a store by one who reads it on and on. */
export interface LiveLog {
  readAll(options: ReadAllOptions): EventStream;
  head(options?: HeadOptions): Promise<number>;
  readonly incarnation: string;
  historyOf(incarnation: string): Promise<string>;
  readonly incarnations: { readonly placeAt: PlaceAt };
  readonly wakeUps: WakeUps;
}

/** How far a reader has come, in which incarnation of the store and which history of the log. */
interface Place {
  position: number | 'now' | LogToken;
  incarnation: string;
  history: string;
}

type Pages = AsyncGenerator<readonly RecordedEvent[], void, undefined>;

/** As long as a caller of the store waits for it by default. */
const defaultPatienceMs = 30_000;

/** Reads the log on and on: what is there, then what comes, page by page as they are asked for. */
export async function* livePages(log: LiveLog, read: CheckedSubscribe, patienceMs = defaultPatienceMs): Pages {
  const alarm = new Alarm(log.wakeUps);
  const patience = new Patience(patienceMs);
  const place: Place = { position: read.after, incarnation: '', history: '' };
  try {
    for (;;) {
      alarm.reset();
      try {
        for await (const page of pagesToHead(log, read, place)) {
          patience.renew();
          yield page;
        }
      } catch (error) {
        if (log.wakeUps.closed === true) throw new StoreClosed('subscribing');
        await patience.bear(error, read.signal);
        continue;
      }
      patience.renew();
      await alarm.next(read.signal);
    }
  } finally {
    alarm.stop();
  }
}

/**
 * One round: up to the head, the last event that a reader can see. It lies below the safe position, so that nothing
 * appears behind it any more; and it is read or passed over when the round ends, whatever a filter leaves of it, so that
 * the next round need not look there again.
 */
async function* pagesToHead(log: LiveLog, read: CheckedSubscribe, place: Place): Pages {
  const { signal, types, categories, batchSize } = read;
  signal?.throwIfAborted();
  const head = await untilAborted(log.head(), signal);
  if (place.position === 'now') place.position = head;
  if (place.incarnation !== log.incarnation) await untilAborted(follow(log, place, head), signal);
  if (typeof place.position === 'object') {
    const position = await untilAborted(
      placeOfToken(place.position, (at) => log.incarnations.placeAt(at)),
      signal,
    );
    // Another server has said that than the one that is read.
    if (place.incarnation !== log.incarnation) return;
    place.position = position;
  }
  if (head <= place.position) return;
  const options = { batchSize, ...(types && { types }), ...(categories && { categories }), ...(signal && { signal }) };
  const stream = log.readAll({ afterPosition: place.position, toPosition: head, ...options });
  for await (const page of stream.pages()) {
    // From a server that was met meanwhile: it is looked at before anything of it is delivered.
    if (place.incarnation !== log.incarnation) return;
    // Now, because whoever is handed a page has it, whatever becomes of the next one.
    place.position = page.end.position;
    yield page;
  }
  place.position = head;
}

/**
 * A position is kept here and the log there: after a fail-over one may know of events that the other has lost. A restart of
 * the server goes on with the same history; unless its log ends before what was read, as that of a disk from yesterday.
 */
async function follow(log: LiveLog, place: Place, head: number): Promise<void> {
  const { incarnation } = log;
  const history = await log.historyOf(incarnation);
  // Who comes with a token has read nothing yet: that is compared after this.
  const isFirst = place.incarnation === '' || typeof place.position === 'object';
  if (!isFirst && (place.history !== history || head < Number(place.position))) {
    throw new LogHistoryChanged(Number(place.position), place.incarnation, incarnation);
  }
  place.incarnation = incarnation;
  place.history = history;
}
