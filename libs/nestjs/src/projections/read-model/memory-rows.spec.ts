import { describe, expect, test } from '@jest/globals';
import { ValueObject } from '@daybook/domain';
import { MemoryRows } from './memory-rows.js';

class Money extends ValueObject {
  readonly cents!: number;
}

class Line {
  constructor(readonly text: string) {}
  get length(): number {
    return this.text.length;
  }
}

class Purse {
  purseId = 'a';
  cents = 5n;
  openedAt = new Date(0);
  limit = Money.of({ cents: 100 });
  lines = [new Line('first')];
  byDay = new Map([['monday', { tags: new Set(['x']) }]]);
  seal = Buffer.from('seal');
  nothing: string | undefined = undefined;
  self: Purse | undefined;

  get label(): string {
    return `${this.purseId}: ${this.cents}`;
  }
}

function change(row: Purse): void {
  row.cents = 0n;
  row.openedAt.setTime(1);
  row.lines.push(new Line('second'));
  row.byDay.get('monday')?.tags.add('y');
  row.seal.fill(0);
}

describe('rows in memory', () => {
  test('come back as they were saved, in their classes, whatever is done to what was saved or loaded', async () => {
    const rows = new MemoryRows<Purse>();
    const saved = new Purse();
    await rows.save(new Map([['a', saved]]));
    change(saved);
    change((await rows.load(['a'])).get('a') as Purse);
    const loaded = (await rows.load(['a'])).get('a') as Purse;
    expect(loaded).toEqual(new Purse());
    expect(loaded).toBeInstanceOf(Purse);
    expect(loaded.label).toBe('a: 5');
    expect(loaded.lines[0]?.length).toBe(5);
    expect(loaded.limit.equals(saved.limit)).toBe(true);
    expect(Object.hasOwn(loaded, 'nothing')).toBe(true);
  });

  test('may hold themselves', async () => {
    const rows = new MemoryRows<Purse>();
    const saved = new Purse();
    saved.self = saved;
    await rows.save(new Map([['a', saved]]));
    const loaded = (await rows.load(['a'])).get('a');
    expect(loaded?.self).toBe(loaded);
    expect(loaded).not.toBe(saved);
  });

  test('are deleted by null, and those that are not there are left out', async () => {
    const rows = new MemoryRows<Purse>();
    await rows.save(
      new Map([
        ['a', new Purse()],
        ['b', new Purse()],
      ]),
    );
    await rows.save(
      new Map([
        ['a', null],
        ['c', null],
      ]),
    );
    expect([...(await rows.load(['a', 'b', 'c'])).keys()]).toEqual(['b']);
    expect(await rows.keysAfter(undefined, 10)).toEqual(['b']);
  });

  test('are saved all or none', async () => {
    const rows = new MemoryRows();
    const hostile = Object.defineProperty({}, 'cents', {
      enumerable: true,
      get() {
        throw new Error('unreadable');
      },
    });
    await expect(
      rows.save(
        new Map<string, object>([
          ['a', {}],
          ['b', hostile],
        ]),
      ),
    ).rejects.toThrow('unreadable');
    expect(await rows.keysAfter(undefined, 10)).toEqual([]);
  });
});
