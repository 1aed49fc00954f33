import { expect, test } from '@jest/globals';
import type { EventStream } from '@daybook/event-store';
import { all, refusalOf, type ContractSubject } from './contract-subject.js';

const reason = new Error('the reader has gone');

/** A signal ends a read with its reason, wherever the read is. */
export function abortingContract(subject: ContractSubject): void {
  const kinds: readonly (readonly [
    string,
    (streamId: string, signal: AbortSignal, batchSize: number) => Promise<EventStream>,
  ])[] = [
    ['a stream', async (streamId, signal, batchSize) => subject.store.readStream(streamId, { signal, batchSize })],
    [
      'the log',
      async (streamId, signal, batchSize) => {
        const [first] = await subject.read(streamId);
        return subject.store.readAll({ afterPosition: (first?.position ?? 1) - 1, signal, batchSize });
      },
    ],
  ];

  for (const [kind, open] of kinds) {
    test(`reading ${kind} does not begin when the signal is aborted already`, async () => {
      const streamId = await subject.streamOf(3);
      const stream = await open(streamId, AbortSignal.abort(reason), 500);
      expect(await refusalOf(() => all(stream))).toBe(reason);
    });

    // One event to a page, and all of them on the first page, which is the last one too.
    test.each([1, 500])(
      `reading ${kind} in pages of %i ends at the event during which it was aborted`,
      async (batchSize) => {
        const streamId = await subject.streamOf(5);
        const controller = new AbortController();
        const stream = await open(streamId, controller.signal, batchSize);
        const seen: number[] = [];
        const refusal = await refusalOf(async () => {
          for await (const { version } of stream) {
            seen.push(version);
            if (version === 2) controller.abort(reason);
          }
        });

        expect(refusal).toBe(reason);
        expect(seen).toEqual([1, 2]);
      },
    );

    test(`reading ${kind} page by page ends after the page during which it was aborted`, async () => {
      const streamId = await subject.streamOf(5);
      const controller = new AbortController();
      const stream = await open(streamId, controller.signal, 500);
      const refusal = await refusalOf(async () => {
        for await (const page of stream.pages()) if (page.length > 0) controller.abort(reason);
      });
      expect(refusal).toBe(reason);
    });

    test(`a signal that is never aborted leaves reading ${kind} alone`, async () => {
      const streamId = await subject.streamOf(3);
      const stream = await open(streamId, new AbortController().signal, 2);
      expect((await all(stream)).map(({ version }) => version)).toEqual([1, 2, 3]);
    });
  }
}
