import { describe, expect, test } from '@jest/globals';
import { placeIn } from './calling-place.js';

const stackOf = (...places: string[]): string => ['Error', ...places.map((place) => `    at ${place}`)].join('\n');
const libs = '/app/libs/';

describe('The place in the application that has called is', () => {
  test('the first one that is neither a library nor Node', () => {
    const stack = stackOf(
      'PostgresEventStore.#append (file:///app/libs/event-store/src/postgres/postgres-event-store.ts:170:11)',
      'async AggregateRepository.update (/app/libs/nestjs/src/commands/aggregate-repository.ts:20:3)',
      'async EntityManager.transaction (/app/node_modules/typeorm/entity-manager/EntityManager.js:80:28)',
      'process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
      'async PayHandler.execute (file:///app/src/pay.handler.ts:12:7)',
      'async main (/app/src/main.ts:3:1)',
    );
    expect(placeIn(stack, libs)).toBe('/app/src/pay.handler.ts:12:7');
  });

  test('found without a name of its function, and told from the folder of the process', () => {
    expect(placeIn(stackOf(`${process.cwd()}/src/pay.ts:1:2`), libs)).toBe('src/pay.ts:1:2');
  });

  test('unknown where the stack holds libraries alone', () => {
    const place = '/app/node_modules/@daybook/event-store/dist/postgres/postgres-event-store.js:1:1';
    expect(placeIn(stackOf(`append (${place})`, '<anonymous>'), libs)).toBeUndefined();
  });
});
