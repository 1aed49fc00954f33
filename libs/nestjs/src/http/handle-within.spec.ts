import { expect, test } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { defer, lastValueFrom, Observable } from 'rxjs';
import { handleWithin } from './handle-within.js';

const storage = new AsyncLocalStorage<string>();
const scope = (work: () => void): void => storage.run('inside', work);

test('A call is begun and handled inside of the scope, whoever subscribes, and from where', async () => {
  const seen: unknown[] = [];
  const answer = handleWithin(scope, {
    handle: () => {
      seen.push(storage.getStore());
      return defer(async () => {
        await Promise.resolve();
        return storage.getStore();
      });
    },
  });
  expect(await storage.run('elsewhere', () => lastValueFrom(answer))).toBe('inside');
  expect(seen).toEqual(['inside']);
});

test('Whoever does not wait for the end any longer ends the handling', () => {
  let ended = false;
  const endless = new Observable<number>(() => () => {
    ended = true;
  });
  handleWithin(scope, { handle: () => endless })
    .subscribe()
    .unsubscribe();
  expect(ended).toBe(true);
});
