import { DomainEvent, type EnvelopeMetadata, EventType, isDaybookError, On } from '@daybook/domain';
import { describe, expect, test } from '@jest/globals';
import { FoldProjection } from './fold-projection.js';
import { HandlerProjection } from './handler-projection.js';
import { Projection } from './projection.decorator.js';
import { projectionDefinitionOf } from './projection-definition.js';
import type { KeyOf, ProjectionOptions } from './projection-options.js';

@EventType('book.lent')
class Lent extends DomainEvent<'book.lent'> {
  readonly reader!: string;
}
@EventType('book.returned')
class Returned extends DomainEvent<'book.returned'> {}
@EventType('book.lent')
class LentAnew extends DomainEvent<'book.lent'> {}
class Unnamed extends DomainEvent {}

class Loan {
  bookId!: string;
  reader = '';
}
class Reader {
  name!: string;
}

class LoansFold extends FoldProjection<Loan> {
  initial(bookId: string): Loan {
    return { bookId, reader: '' };
  }
  @On(Returned) returned(): null {
    return null;
  }
  @On(Lent) lent(row: Loan, event: Lent): void {
    row.reader = event.reader;
  }
}
class LoansHandlers extends HandlerProjection {
  @On(Lent) lent(): void {}
}

type Class = abstract new (...args: never[]) => object;

// As the decorator of a class would be called, past the compiler: JavaScript has nobody else to say no.
function decorate(target: Class, name: unknown, options: unknown): void {
  (Projection as (name: unknown, options: unknown) => (target: Class) => void)(name, options)(target);
}

function fold(options: Partial<Record<keyof ProjectionOptions, unknown>> = {}, name: unknown = 'loans'): Class {
  class Loans extends LoansFold {}
  decorate(Loans, name, { version: 1, readModel: Loan, ...options });
  return Loans;
}

function refusal(act: () => unknown): Record<string, unknown> {
  try {
    act();
  } catch (error) {
    if (isDaybookError(error)) return { ...error, message: error.message };
    throw error;
  }
  throw new Error('It was not refused.');
}

const meta = { aggregateId: 'b-1', type: 'book.lent' } as EnvelopeMetadata;

describe('A projection', () => {
  test('is what its decorator says, with everything else at its default', () => {
    @Projection('loans', { version: 1, readModel: Loan })
    class Loans extends LoansFold {}
    expect(projectionDefinitionOf(Loans)).toMatchObject({
      name: 'loans',
      version: 1,
      kind: 'fold',
      mode: 'async',
      projection: Loans,
      readModels: [Loan],
      types: ['book.lent', 'book.returned'],
      categories: undefined,
      segments: 1,
      batchSize: 500,
      retry: { attempts: 5, firstMs: 50, longestMs: 5_000 },
      parking: { perKey: 1_000, inAll: 10_000 },
      maxLag: undefined,
    });
    const { handlers, keysOf } = projectionDefinitionOf(Loans);
    expect([...handlers]).toEqual([
      [Returned, 'returned'],
      [Lent, 'lent'],
    ]);
    expect(keysOf(Lent.of({ reader: 'r-1' }), meta)).toEqual(['b-1']);
  });

  test('can have handlers that write, and rows of several classes', () => {
    @Projection('library', {
      version: 3,
      readModel: [Loan, Reader],
      mode: { scheduled: '*/5 * * * *' },
      categories: ['book', 'book'],
      segments: 4,
      batchSize: 10,
      retry: { attempts: 1, longestMs: 20 },
      parking: { perKey: 0 },
      maxLag: 1_000,
    })
    class Library extends LoansHandlers {}
    expect(projectionDefinitionOf(Library)).toMatchObject({
      version: 3,
      kind: 'handler',
      mode: { scheduled: '*/5 * * * *' },
      readModels: [Loan, Reader],
      categories: ['book'],
      segments: 4,
      batchSize: 10,
      retry: { attempts: 1, firstMs: 20, longestMs: 20 },
      parking: { perKey: 0, inAll: 10_000 },
      maxLag: 1_000,
    });
  });

  test('cannot be changed by one who has its definition', () => {
    expect(Object.isFrozen(projectionDefinitionOf(fold()))).toBe(true);
  });

  test.each<[string, KeyOf, readonly string[]]>([
    ['one', () => 'a', ['a']],
    ['several, each once', () => ['a', 'b', 'a'], ['a', 'b']],
    ['none', () => undefined, []],
    ['none of a list', () => [], []],
  ])('has the keys of an event that its function answers: %s', (_, key, keys) => {
    expect(projectionDefinitionOf(fold({ key })).keysOf(Lent.of({ reader: 'r' }), meta)).toEqual(keys);
  });

  test.each<[string, unknown]>([
    ['a number', 1],
    ['null', null],
    ['no character', ''],
    ['NUL', 'alice\0'],
    ['half of a surrogate pair', 'alice\ud800'],
    ['more than 512 characters', 'alice'.repeat(103)],
    ['a list with something else', ['alice', 2]],
    ['a promise', Promise.resolve('alice')],
  ])('refuses a key that cannot be kept, and does not repeat it: %s', (_, answer) => {
    const { keysOf } = projectionDefinitionOf(fold({ key: () => answer }));
    const refused = refusal(() => keysOf(Lent.of({ reader: 'r' }), meta));
    expect(refused).toMatchObject({ code: 'invalid-key', className: 'Loans', type: 'book.lent' });
    expect(JSON.stringify(refused)).not.toContain('alice');
  });
});

describe('A class is refused as a projection', () => {
  test('if it extends neither kind', () => {
    class Loans {}
    const refused = refusal(() => decorate(Loans, 'loans', { version: 1, readModel: Loan }));
    expect(refused).toMatchObject({ code: 'not-a-projection', className: 'Loans' });
    expect(refused['message']).toMatch(/class Loans extends FoldProjection<Row>/);
  });

  test('if it is one already', () => {
    const Loans = fold();
    const refused = refusal(() => decorate(Loans, 'loans-anew', { version: 1, readModel: Loan }));
    expect(refused).toMatchObject({ code: 'projection-repeated', existingName: 'loans', repeatedName: 'loans-anew' });
  });

  test('if only a parent of it is one', () => {
    class Later extends fold() {}
    expect(refusal(() => projectionDefinitionOf(Later))).toMatchObject({ code: 'projection-missing' });
  });

  test('if it handles no event', () => {
    class Loans extends HandlerProjection {}
    const refused = refusal(() => decorate(Loans, 'loans', { version: 1, readModel: Loan }));
    expect(refused).toMatchObject({ code: 'projection-handles-nothing', className: 'Loans' });
  });

  test('if two methods handle one event', () => {
    class Loans extends LoansHandlers {
      @On(Lent) again(): void {}
    }
    const refused = refusal(() => decorate(Loans, 'loans', { version: 1, readModel: Loan }));
    expect(refused).toMatchObject({ code: 'handler-repeated', className: 'Loans', methods: ['lent', 'again'] });
  });

  test('if an event has no type', () => {
    class Loans extends LoansHandlers {
      @On(Unnamed) unnamed(): void {}
    }
    const refused = refusal(() => decorate(Loans, 'loans', { version: 1, readModel: Loan }));
    expect(refused).toMatchObject({ code: 'event-type-missing', className: 'Unnamed' });
  });

  test('if two events have one type', () => {
    class Loans extends LoansHandlers {
      @On(LentAnew) anew(): void {}
    }
    const refused = refusal(() => decorate(Loans, 'loans', { version: 1, readModel: Loan }));
    expect(refused).toMatchObject({ code: 'duplicate-event-type' });
  });

  test('if it is to answer on demand and writes', () => {
    class Loans extends LoansHandlers {}
    const options = { version: 1, readModel: Loan, mode: 'on-demand' };
    expect(refusal(() => decorate(Loans, 'loans', options))).toMatchObject({
      code: 'mode-needs-fold',
      className: 'Loans',
    });
  });
});

describe('A name is refused', () => {
  test.each(['Loans', 'loans_of_books', 'loans--1', '-loans', 'loans-', '1-loan', 'pg-loans', 'löans', 'a'.repeat(41)])(
    'because tables could not be found under it: %s',
    (name) => {
      expect(refusal(() => fold({}, name))).toMatchObject({
        code: 'invalid-projection-name',
        className: 'Loans',
        projectionName: name,
      });
    },
  );

  test.each(['', ' ', 'a/b', '$loans', 7, undefined])('because it is no name at all: %p', (name) => {
    class Loans extends LoansFold {}
    expect(refusal(() => decorate(Loans, name, { version: 1, readModel: Loan }))).toMatchObject({
      code: 'invalid-name',
    });
  });

  test('of 40 characters is not', () => {
    expect(projectionDefinitionOf(fold({}, 'a'.repeat(40))).name).toHaveLength(40);
  });
});

describe('An option is refused', () => {
  test.each<[string, unknown, string?]>([
    ['version', 0],
    ['version', 1.5],
    ['version', '1'],
    ['version', undefined],
    ['version', 2 ** 31],
    ['segments', 0],
    ['segments', 65],
    ['batchSize', 0],
    ['batchSize', -1],
    ['batchSize', 1e9],
    ['batchSize', NaN],
    ['retry', 3],
    ['retry', { times: 3 }],
    ['retry', { attempts: 0 }, 'retry.attempts'],
    ['retry', { firstMs: -1 }, 'retry.firstMs'],
    ['retry', { firstMs: 10, longestMs: 5 }, 'retry.firstMs'],
    ['retry', { longestMs: Infinity }, 'retry.longestMs'],
    ['parking', { perKey: -1 }, 'parking.perKey'],
    ['parking', { inAll: 0.5 }, 'parking.inAll'],
    ['maxLag', 0],
    ['maxLag', '5s'],
    ['mode', 'sometimes'],
    ['mode', null],
    ['mode', { scheduled: 5 }],
    ['key', 'aggregateId'],
    ['categories', []],
    ['categories', 'book'],
    ['categories', ['book-1']],
  ])('%s: %p', (option, value, named = option) => {
    const refused = refusal(() => fold({ [option]: value }));
    expect(refused).toMatchObject({ code: 'invalid-projection-option', className: 'Loans', option: named });
    expect(refused['message']).toMatch(/^An option of the projection Loans is not valid: .* Give .*\.$/);
  });

  test('that is not known, such as a misspelt one', () => {
    expect(refusal(() => fold({ batchsize: 3 } as object))).toMatchObject({
      code: 'invalid-projection-option',
      option: 'options',
    });
    class Loans extends LoansFold {}
    expect(refusal(() => decorate(Loans, 'loans', undefined))).toMatchObject({ option: 'version' });
    expect(refusal(() => decorate(Loans, 'loans', null))).toMatchObject({ option: 'options' });
  });

  test.each(['sometimes', '* * *', '61 * * * *', '0 0 31 2 *', '2026-01-01T00:00:00', ''])(
    'as times that cannot be understood or never come: %p',
    (scheduled) => {
      expect(refusal(() => fold({ mode: { scheduled } }))).toMatchObject({
        code: 'invalid-schedule',
        className: 'Loans',
        schedule: scheduled,
      });
    },
  );

  test.each<[string, unknown, Class]>([
    ['nothing', undefined, LoansFold],
    ['no class', {}, LoansFold],
    ['an arrow function', () => new Loan(), LoansFold],
    ['an empty list', [], LoansHandlers],
    ['a class that is not there yet', [Loan, undefined], LoansHandlers],
    ['a class twice', [Loan, Loan], LoansHandlers],
    ['several classes of a fold', [Loan, Reader], LoansFold],
  ])('as the class of its rows: %s', (_, readModel, parent) => {
    const { Loans } = { Loans: class extends (parent as new () => object) {} };
    const refused = refusal(() => decorate(Loans, 'loans', { version: 1, readModel }));
    expect(refused).toMatchObject({ code: 'read-model-unsuitable', className: 'Loans' });
  });
});
