import { newStream } from '../../../postgres/example/noted.js';
import type { RecordedEvent } from '../../../stream/recorded-event.js';
import { segmentOfKey } from '../../key-segment.js';
import { RecordingConsumer, textOf } from './recording-consumer.js';
import type { Stage } from './stage.js';

/** A key, or a stream, that falls to a segment. */
export function fallingTo(segment: number, segments: number): string {
  for (;;) {
    const name = newStream();
    if (segmentOfKey(name, segments) === segment) return name;
  }
}

/** A stream that falls to the first segment and its key to the second; that of one event falls to the first as well. */
export async function astride(stage: Stage, segments = 2) {
  const [stream, key, hers] = [fallingTo(0, segments), fallingTo(1, segments), fallingTo(0, segments)];
  const consumer = new RecordingConsumer({ from: await stage.store.head(), segments });
  const today = ({ data }: RecordedEvent): readonly string[] => [data.text === 'of the first' ? hers : key];
  consumer.keysOf = unless('unclear', today);
  return { stream, key, hers, consumer, mend: () => (consumer.keysOf = today) };
}

/** Cannot tell the keys of those whose text begins so. */
export function unless(unclear: string, keysOf: RecordingConsumer['keysOf']): RecordingConsumer['keysOf'] {
  return (recorded) => {
    if (textOf(recorded).startsWith(unclear)) throw new Error('No key.');
    return keysOf(recorded);
  };
}
