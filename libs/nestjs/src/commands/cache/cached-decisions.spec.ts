import {
  Aggregate,
  AggregateRoot,
  type AppliedMetadata,
  DomainEvent,
  EncodedBy,
  EventType,
  On,
  setOf,
} from '@daybook/domain';
import {
  EventCodec,
  type EventStore,
  EventTypeRegistry,
  MemoryEventStore,
  noValidation,
  type StreamAppendOptions,
} from '@daybook/event-store';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { AggregateRepository } from '../aggregate-repository.js';
import { tallyStore } from '../example/tally-store.js';
import { Counted, Tally, TallyBegun } from '../example/tally.js';
import { WatchedStore } from '../example/watched-store.js';
import { MessageContext } from '../message/message-context.js';
import { runCommand } from '../message/run-command.js';
import { AggregateCache } from './aggregate-cache.js';

const max = 10;
const countUpTo = (amount: number) => (tally: Tally) => {
  if (tally.sum + amount > max) throw new Error(`over ${max}`);
  return tally.count(amount);
};
const beginning = (tally: Tally): void => tally.begin('o-1');

class CountOnce {}

@EventType('diary.noted')
class Noted extends DomainEvent<'diary.noted'> {
  @EncodedBy(setOf<string>()) readonly tags!: ReadonlySet<string>;
}

@EventType('diary.dated')
class Dated extends DomainEvent<'diary.dated'> {}

@Aggregate('diary')
class Diary extends AggregateRoot {
  tags: ReadonlySet<string> = new Set();
  dates: Date[] = [];
  note(tags: readonly string[]): void {
    this.apply(Noted.of({ tags: new Set(tags) }));
  }
  date(): void {
    this.apply(Dated.of());
  }
  @On(Noted) protected noted(event: Noted): void {
    this.tags = event.tags;
  }
  @On(Dated) protected dated(_event: Dated, { occurredAt }: AppliedMetadata): void {
    this.dates.push(occurredAt);
  }
}

function diaryStore(): EventStore {
  const registry = new EventTypeRegistry().register(Noted, Dated);
  return new MemoryEventStore({ codec: new EventCodec({ registry, validation: noValidation }) });
}

let inner: EventStore;
let store: WatchedStore;
let rival: AggregateRepository<Tally>;
let tallies: AggregateRepository<Tally>;
let before: (options: StreamAppendOptions) => Promise<void>;

beforeEach(async () => {
  inner = tallyStore();
  before = () => Promise.resolve();
  store = new WatchedStore(inner, (options) => before(options));
  rival = new AggregateRepository(Tally, inner);
  tallies = new AggregateRepository(Tally, store, { cache: new AggregateCache(2) });
  await tallies.create('t-1', beginning);
});

describe('A decision about an aggregate that was met before', () => {
  test('reads nothing, and is appended', async () => {
    for (let n = 1; n <= 3; n++)
      expect(await tallies.update('t-1', countUpTo(1))).toMatchObject({ version: n + 1, result: n });
    expect(store.reads).toEqual([]);
    expect(await rival.load('t-1')).toMatchObject({ sum: 3, version: 4 });
  });

  test('is made again when another writer was first, from what the other one has appended', async () => {
    await rival.update('t-1', countUpTo(5));
    expect(await tallies.update('t-1', countUpTo(3))).toMatchObject({ result: 8, version: 3 });
    expect(store.reads).toEqual([{ fromVersion: 1 }]);
    expect(store.appends).toHaveLength(3);
  });

  test('is refused only if the store confirms it', async () => {
    await tallies.update('t-1', countUpTo(10));
    await rival.update('t-1', (tally) => tally.count(-5));
    expect(await tallies.update('t-1', countUpTo(4))).toMatchObject({ result: 9 });
    await expect(tallies.update('t-1', countUpTo(2))).rejects.toThrow('over 10');
    expect(store.reads).toEqual([{ fromVersion: 2 }, { fromVersion: 4 }]);
  });

  test('that comes to nothing is confirmed, and says where the log ends', async () => {
    await tallies.update('t-1', countUpTo(1));
    const { position } = await rival.update('t-1', (tally) => tally.count(-1));
    expect(await tallies.update('t-1', (tally) => tally.countIfNew(7))).toMatchObject({
      version: 4,
      aggregate: { sum: 7 },
    });
    const other = await rival.update('t-1', (tally) => tally.count(1));
    expect(await tallies.update('t-1', (tally) => tally.countIfNew(7))).toMatchObject({
      version: 5,
      position: other.position,
      events: [],
    });
    expect(other.position).toBeGreaterThan(position);
  });

  test('on a version that the caller has seen is judged by the store, not from memory', async () => {
    await rival.update('t-1', countUpTo(1));
    expect(await tallies.update('t-1', countUpTo(1), { expected: 2 })).toMatchObject({ version: 3 });
    await expect(tallies.update('t-1', countUpTo(1), { expected: 1 })).rejects.toMatchObject({ actual: 3 });
  });

  test('loses to a writer that comes between, and is made again at once', async () => {
    await tallies.update('t-1', countUpTo(1));
    before = async () => {
      before = () => Promise.resolve();
      await rival.update('t-1', countUpTo(2));
    };
    expect(await tallies.update('t-1', countUpTo(4))).toMatchObject({ result: 7, version: 4 });
  });

  test('is not spoilt by one that fails in the middle', async () => {
    const failing = tallies.update('t-1', (tally) => {
      tally.count(5);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await tallies.update('t-1', countUpTo(1))).toMatchObject({ result: 1, version: 2 });
  });

  test('is not spoilt by an append that fails', async () => {
    before = () => Promise.reject(new Error('no connection'));
    await expect(tallies.update('t-1', countUpTo(5))).rejects.toThrow('no connection');
    before = () => Promise.resolve();
    expect(await tallies.update('t-1', countUpTo(1))).toMatchObject({ result: 1, version: 2 });
  });
});

describe('What is remembered', () => {
  test('belongs to nobody outside: whoever changes what was answered changes his own copy', async () => {
    const answered = await tallies.update('t-1', countUpTo(1));
    Object.assign(answered.aggregate, { sum: 1_000 });
    const loaded = await tallies.load('t-1');
    loaded.sum = 2_000;
    expect(await tallies.update('t-1', countUpTo(1))).toMatchObject({ result: 2 });
  });

  test('shares no date, and nothing that a codec makes, with what was answered', async () => {
    const diaries = new AggregateRepository(Diary, diaryStore(), { cache: new AggregateCache(2) });
    const noted = await diaries.create('d-1', (diary) => diary.note(['rain']));
    ((noted.events[0]?.event as Noted).tags as Set<string>).add('forged');
    const dated = await diaries.update('d-1', (diary) => diary.date());
    dated.events[0]?.occurredAt.setTime(0);
    const { tags, dates } = await diaries.load('d-1');
    expect([...tags]).toEqual(['rain']);
    expect(dates[0]?.getTime()).toBeGreaterThan(0);
  });

  test('serves a decision under a new key as well', async () => {
    await MessageContext.run({ idempotencyKey: 'k' }, () =>
      runCommand(new CountOnce(), () => tallies.update('t-1', countUpTo(1))),
    );
    expect(store.reads).toEqual([]);
  });

  test('makes a load read only what is new, and the present of it', async () => {
    await rival.update('t-1', countUpTo(1));
    expect(await tallies.load('t-1')).toMatchObject({ sum: 1, version: 2 });
    expect(await tallies.load('t-1', { version: 1 })).toMatchObject({ sum: 0, version: 1 });
    expect(store.reads).toEqual([{ fromVersion: 1 }, { toVersion: 1 }]);
  });

  test('is confirmed before it is used once the store has met another server', async () => {
    await tallies.update('t-1', countUpTo(1));
    store.current = 'restored';
    await tallies.update('t-1', countUpTo(1));
    await tallies.update('t-1', countUpTo(1));
    expect(store.reads).toEqual([{ fromVersion: 2 }]);
  });

  test('is dropped where the store says that something else has happened', async () => {
    const cache = new AggregateCache(2);
    await new AggregateRepository(Tally, inner, { cache }).update('t-1', countUpTo(5));
    // A restored server: the stream has as many events as before, and others.
    const restored = tallyStore();
    const others = [TallyBegun.of({ by: 'o-2' }), Counted.of({ amount: 1 })];
    await restored.append('tally-t-1', others, { expected: 'noStream' });
    expect(await new AggregateRepository(Tally, restored, { cache }).load('t-1')).toMatchObject({ by: 'o-2', sum: 1 });
  });

  test('is what was used last, and no more than there is room for', async () => {
    await tallies.create('t-2', beginning);
    await tallies.update('t-1', countUpTo(1));
    await tallies.create('t-3', beginning);
    await tallies.update('t-1', countUpTo(1));
    expect(store.reads).toEqual([]);
    await tallies.update('t-2', countUpTo(1));
    expect(store.reads).toHaveLength(1);
  });

  test('is nothing where a state cannot be copied, and that is said once', async () => {
    @Aggregate('tally')
    class Secretive extends AggregateRoot {
      #sum = 0;
      count(amount: number): number {
        this.apply(Counted.of({ amount }));
        return this.#sum;
      }
      @On(TallyBegun) protected begun(): void {
        this.#sum = 0;
      }
      @On(Counted) protected counted(event: Counted): void {
        this.#sum += event.amount;
      }
    }
    const said: string[] = [];
    const uncopyable = ({ message }: Error): void => void said.push(message);
    const secretive = new AggregateRepository(Secretive, store, { cache: new AggregateCache(2), uncopyable });
    for (let n = 1; n <= 3; n++) {
      expect((await secretive.update('t-1', (tally) => tally.count(1))).result).toBe(n);
    }
    expect(said).toEqual([expect.stringContaining('# fields')]);
  });
});
