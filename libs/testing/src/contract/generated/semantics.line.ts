import fc, { type Arbitrary } from 'fast-check';
import { newEventId } from '@daybook/domain';
import { randomUUID } from 'node:crypto';
import type { EventInput, StreamAppendOptions } from '@daybook/event-store';
import { DayEnded, NeverRegistered, NoteTaken } from '../contract-events.js';
import { notes, type ContractSubject } from '../contract-subject.js';
import type { AcceptedCase, InputLine, RefusedCase } from './generated-case.js';
import { shown } from './shown.js';

interface Setting {
  readonly texts: readonly string[];
  readonly other: string;
  /** Which of the texts is changed. */
  readonly index: number;
}

const text = fc.string({ maxLength: 8 }).filter((candidate) => !candidate.includes('\0'));

const setting: Arbitrary<Setting> = fc
  .tuple(fc.array(text, { minLength: 1, maxLength: 4 }), text, fc.nat())
  .map(([texts, other, index]) => ({ texts, other, index: index % texts.length }));

type Identified = readonly { readonly event: NoteTaken; readonly eventId: string }[];

/** An append that was made, and what somebody then does with its ids or its key. */
interface Sequel {
  readonly what: string;
  readonly names: readonly [property: string, part: string];
  readonly then: (
    subject: ContractSubject,
    streamId: string,
    first: Identified,
    setting: Setting,
    key: string,
  ) => Promise<unknown>;
}

const any: StreamAppendOptions = { expected: 'any' };

function changed(first: Identified, index: number, change: (eventId: string) => EventInput): readonly EventInput[] {
  return first.map((event, place) => (place === index ? change(event.eventId) : event));
}

const sequels: readonly Sequel[] = [
  {
    what: 'other data under a known id',
    names: ['eventId', '-'],
    then: ({ store }, streamId, first, { index, other, texts }) =>
      store.append(
        streamId,
        changed(first, index, (eventId) => ({
          event: NoteTaken.of({ text: `${texts[index] ?? ''}!${other}` }),
          eventId,
        })),
        any,
      ),
  },
  {
    what: 'another type under a known id',
    names: ['eventId', '-'],
    then: ({ store }, streamId, first, { index }) =>
      store.append(
        streamId,
        changed(first, index, (eventId) => ({ event: DayEnded.of(), eventId })),
        any,
      ),
  },
  {
    what: 'a known id in another stream',
    names: ['eventId', '-'],
    then: (subject, _, first) => subject.store.append(subject.stream(), first, any),
  },
  {
    what: 'known ids and a new event',
    names: ['eventId', '-'],
    then: ({ store }, streamId, first, { other }) =>
      store.append(streamId, [...first, NoteTaken.of({ text: other })], any),
  },
  {
    what: 'one id twice',
    names: ['field', 'eventId'],
    then: ({ store }, streamId, _, { other }) => {
      const twice = { event: NoteTaken.of({ text: other }), eventId: newEventId() };
      return store.append(streamId, [twice, twice], any);
    },
  },
  {
    what: 'one stream twice',
    names: ['field', 'appends[1].streamId'],
    then: ({ store }, streamId) => {
      const share = { streamId, events: notes(1), expected: 'any' as const };
      return store.appendAll([share, share]);
    },
  },
  {
    what: 'a class that nobody has registered',
    names: ['field', 'events[1]'],
    then: ({ store }, streamId, _, { other }) =>
      store.append(streamId, [...notes(1), NeverRegistered.of({ text: other })], any),
  },
  {
    what: 'other events under a known key',
    names: ['idempotencyKey', '-'],
    then: ({ store }, streamId, _, { other, texts }, idempotencyKey) =>
      store.append(streamId, [NoteTaken.of({ text: `${texts.join()}!${other}` })], { ...any, idempotencyKey }),
  },
  {
    what: 'another stream under a known key',
    names: ['idempotencyKey', '-'],
    then: (subject, _, first, __, idempotencyKey) =>
      subject.store.append(
        subject.stream(),
        first.map(({ event }) => event),
        { ...any, idempotencyKey },
      ),
  },
  {
    what: 'a version that the stream has left',
    names: ['streamId', '-'],
    then: ({ store }, streamId, _, { index }) => store.append(streamId, notes(1), { expected: index }),
  },
];

function firstOf(texts: readonly string[]): Identified {
  return texts.map((given) => ({ event: NoteTaken.of({ text: given }), eventId: newEventId() }));
}

function refusedAfter(sequel: Sequel, given: Setting): RefusedCase {
  const streamId = `note-${randomUUID()}`;
  const key = randomUUID();
  const first = firstOf(given.texts);
  return {
    what: `${sequel.what} ${shown(given)}`,
    names: sequel.names,
    before: ({ store }) => store.append(streamId, first, { expected: 'noStream', idempotencyKey: key }),
    attempt: async (subject) => sequel.then(subject, streamId, first, given, key),
  };
}

const repetitions = ['by id', 'by key', 'by both', 'by id, with more events since'] as const;

const acceptedRepetition: Arbitrary<AcceptedCase> = fc
  .tuple(setting, fc.constantFrom(...repetitions))
  .map(([given, how]) => ({
    what: `repeated ${how} ${shown(given)}`,
    attempt: async (subject) => {
      const streamId = subject.stream();
      const events = firstOf(given.texts);
      const first = how === 'by key' ? events.map(({ event }) => event) : events;
      const key = how === 'by key' || how === 'by both' ? { idempotencyKey: randomUUID() } : {};
      const options: StreamAppendOptions = { expected: 'noStream', ...key };
      const result = await subject.store.append(streamId, first, options);
      if (how === 'by id, with more events since')
        await subject.store.append(streamId, notes(1), { expected: events.length });
      const again = await subject.store.append(streamId, first, options);
      const found = (await subject.read(streamId)).slice(0, events.length).map(({ data }) => data['text']);
      return { given: [{ ...result, repeated: true }, given.texts], found: [again, found] };
    },
  }));

export const semanticsLine: InputLine = {
  line: 'Semantics',
  refused: fc.tuple(fc.constantFrom(...sequels), setting).map(([sequel, given]) => refusedAfter(sequel, given)),
  accepted: acceptedRepetition,
};
