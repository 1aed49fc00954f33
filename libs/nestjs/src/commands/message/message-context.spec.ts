import { assertValidName } from '@daybook/domain';
import { describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandType } from './command-type.decorator.js';
import { MessageContext } from './message-context.js';
import { runCommand } from './run-command.js';

class PlaceOrder {
  constructor(readonly orderId = 'o-1') {}
}

@CommandType('reserve-stock')
class R {}

const current = (): MessageContext => {
  const context = MessageContext.current;
  if (context === undefined) throw new Error('There is no message here.');
  return context;
};

describe('What comes with a message', () => {
  test('goes with everything that follows from it, and with nothing beside it', async () => {
    const seen = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        MessageContext.run({ metadata: { actor: `a-${n}` } }, async () => {
          await pause(Math.random() * 5);
          return runCommand(new PlaceOrder(), async () => {
            await pause(Math.random() * 5);
            return current().metadata['actor'];
          });
        }),
      ),
    );
    expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => `a-${n}`));
    expect(MessageContext.current).toBeUndefined();
  });

  test('a command names itself as the cause, and belongs to the conversation of its message', () => {
    const metadata = MessageContext.run({ metadata: { correlationId: 'c-1', causationId: 'request' } }, () =>
      runCommand(new PlaceOrder(), () => current().metadata),
    );
    expect(metadata).toEqual({
      correlationId: 'c-1',
      causationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      command: 'PlaceOrder',
    });
  });

  test('a command that handles an event names the event as its cause; one that it sends has another', () => {
    const causesWithin = (): unknown[] =>
      runCommand(new PlaceOrder(), () => [
        current().metadata['causationId'],
        runCommand(new R(), () => current().metadata['causationId']),
      ]);
    const eventId = '01890000-0000-7000-8000-000000000001';
    const another = expect.not.stringContaining(eventId);
    MessageContext.run({ eventId, metadata: { correlationId: 'c-1' } }, () => {
      expect(current().metadata).toEqual({ correlationId: 'c-1', causationId: eventId });
      expect(causesWithin()).toEqual([eventId, another]);
      expect(MessageContext.run({ idempotencyKey: 'k' }, causesWithin)).toEqual([eventId, another]);
      runCommand(new PlaceOrder(), () => expect(MessageContext.run({}, causesWithin)).toEqual([another, another]));
    });
  });

  test('a command without a message begins a conversation, and those that it sends belong to it', () => {
    const [outer, inner] = runCommand(new PlaceOrder(), () => [
      current().metadata,
      runCommand(new R(), () => current().metadata),
    ]) as [Record<string, unknown>, Record<string, unknown>];
    expect(outer['correlationId']).toBe(outer['causationId']);
    expect(inner).toMatchObject({ correlationId: outer['correlationId'], command: 'reserve-stock' });
    expect(inner['causationId']).not.toBe(outer['causationId']);
  });

  test('a message within another one goes on with its metadata, and with nothing else of it', () => {
    MessageContext.run({ metadata: { correlationId: 'c-1' }, idempotencyKey: 'k', expectedVersions: [3] }, () => {
      MessageContext.run({ metadata: { actor: 'a-1' } }, () => {
        expect(current().metadata).toEqual({ correlationId: 'c-1', actor: 'a-1' });
        expect(runCommand(new PlaceOrder(), () => current().key)).toBeUndefined();
        expect(current().progress.takeExpectedVersions()).toBeUndefined();
      });
      expect(current().progress.takeExpectedVersions()).toEqual([3]);
    });
  });

  test('the versions that the sender expects are for the first who asks', () => {
    MessageContext.run({ expectedVersions: [3, 4] }, () => {
      expect(current().progress.takeExpectedVersions()).toEqual([3, 4]);
      expect(current().progress.takeExpectedVersions()).toBeUndefined();
    });
  });
});

describe('The key of a command', () => {
  const keyOf = (idempotencyKey: string, actor: string | undefined, command: object) =>
    MessageContext.run({ idempotencyKey, metadata: actor === undefined ? {} : { actor } }, () =>
      runCommand(command, () => current().key),
    );

  test('is another one for another actor, another kind of command and another word', () => {
    const keys = [
      keyOf('k', 'a-1', new PlaceOrder()),
      keyOf('k', 'a-2', new PlaceOrder()),
      keyOf('k', undefined, new PlaceOrder()),
      keyOf('k', 'a-1', new R()),
      keyOf('other', 'a-1', new PlaceOrder()),
    ].map((key) => key?.key);
    expect(new Set(keys).size).toBe(5);
    expect(keyOf('k', 'a-1', new PlaceOrder())).toEqual(keyOf('k', 'a-1', new PlaceOrder()));
  });

  test('names the command and the word, and stays within what a name may be', () => {
    expect(keyOf('my-key', 'a', new R())?.key).toMatch(/^reserve-stock:my-key:[0-9a-f]{64}$/);
    const key = keyOf('é\u{1f600}'.repeat(60), 'a', new R())?.key ?? '';
    expect(Buffer.byteLength(key)).toBeLessThanOrEqual(255);
    expect(() => assertValidName(key, 'key')).not.toThrow();
    expect(() => assertValidName(keyOf('../..', 'a', new R())?.key, 'key')).not.toThrow();
  });

  test('stands for the fields of the command, in whatever order', () => {
    const fingerprint = (command: object) => keyOf('k', 'a', command)?.fingerprint;
    const withFields = (fields: object) => Object.assign(new PlaceOrder(), fields);
    expect(fingerprint(withFields({ a: 1, b: [{ c: 1, d: 2 }] }))).toBe(
      fingerprint(withFields({ b: [{ d: 2, c: 1 }], a: 1, none: undefined })),
    );
    const different = [
      ...[{ a: 1 }, { a: '1' }, { a: 1n }, { a: null }, { a: NaN }, { a: -1 }, { a: [1] }, { a: { 1: 1 } }],
      ...[{ a: new Map([[1, 1]]) }, { a: new Set([1]) }, { a: new Date(1) }, { a: new Date(2) }],
    ].map((fields) => fingerprint(withFields(fields)));
    expect(new Set(different).size).toBe(different.length);
  });

  test('is shared by the commands that the command sends', () => {
    MessageContext.run({ idempotencyKey: 'k' }, () => {
      runCommand(new PlaceOrder(), () => {
        const { key } = current();
        expect(runCommand(new R(), () => current().key)).toBe(key);
      });
    });
  });

  test('opens once; one that was used in a transaction opens again in the next one', () => {
    const key = keyOf('k', 'a', new PlaceOrder());
    const [first, second] = [{ connection: {} }, { connection: {} }];
    expect(key?.open(first)).toBe(key);
    key?.spend(first);
    expect(() => key?.open(first)).toThrow(expect.objectContaining({ code: 'command-appended-twice' }));
    expect(key?.open(second)).toBe(key);
    key?.spend(undefined);
    expect(() => key?.open(second)).toThrow(/appendAll.*unitOfWork/);
  });

  test('a second command of the same kind for one message finds it used', () => {
    MessageContext.run({ idempotencyKey: 'k' }, () => {
      runCommand(new PlaceOrder(), () => current().key?.spend(undefined));
      runCommand(new PlaceOrder('o-2'), () => {
        expect(() => current().key?.open(undefined)).toThrow(/command "PlaceOrder"/);
      });
    });
  });

  test('needs a name that the next build gives the class again', () => {
    const minified = [class {}, class a {}, class $t {}, class PEn {}, Object].map(
      (commandClass) => new commandClass(),
    );
    for (const command of minified) {
      expect(() => keyOf('k', 'a', command)).toThrow(expect.objectContaining({ code: 'command-type-missing' }));
      expect(runCommand(command, () => current().metadata)).not.toHaveProperty('command');
    }
  });

  test('an operation that no command names has one as well', () => {
    const operation = { type: 'AccountsController.deposit', payload: { amount: 1 } };
    MessageContext.run({ idempotencyKey: 'k', operation }, () => {
      expect(current().key?.key).toMatch(/^AccountsController_deposit:k:/);
    });
  });

  test('gives the same new ids to each copy of the message, one after another', () => {
    const ids = () =>
      MessageContext.run({ idempotencyKey: 'k' }, () => [
        current().progress.repeatableId(),
        current().progress.repeatableId(),
      ]);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(2);
    expect(MessageContext.run({}, () => current().progress.repeatableId())).toBeUndefined();
  });
});
