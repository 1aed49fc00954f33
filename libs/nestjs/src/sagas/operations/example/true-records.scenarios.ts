import 'reflect-metadata';
import type { SagaAddress } from '@daybook/event-store';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../running/example/eventually.js';
import { DebitPurse } from '../../running/example/purses.js';
import type { OperatorsWord } from '../operators-word.js';
import { SagaOperations, type SagaOperationsParts, type SkipOptions } from '../saga-operations.js';
import { OperatedPlace, type Place, t1 } from './operated-place.js';
import { askFor, stuck, withMeanwhile } from './operated-sagas.js';
import { EndsWhatIsUnderWay } from './wrong-builds/ends-what-is-under-way.js';
import { SkipsAsSeen } from './wrong-builds/skips-as-seen.js';
import { SkipsWithoutAsking } from './wrong-builds/skips-without-asking.js';

interface Skips {
  skip(address: SagaAddress, options: SkipOptions): Promise<unknown>;
}

interface Ends {
  end(address: SagaAddress, why: OperatorsWord): Promise<unknown>;
}

const reason = 'settled by hand';

/** What operators leave out or end is on record as what became of it, whatever happens meanwhile; and builds that break that. */
export function trueRecordsScenarios(where: string, place: () => Promise<Place>): void {
  const its = new OperatedPlace();
  beforeEach(() => its.open(place));
  afterEach(() => its.close());

  /** Whether the step that somebody else has helped on is on record as what became of it. */
  async function isLeftAloneWhenCarriedOutMeanwhile(builtOf: (parts: SagaOperationsParts) => Skips): Promise<boolean> {
    await its.startStuck('t-1');
    const meanwhile = async (): Promise<void> => {
      its.mend();
      await its.app.operations.retry(t1);
      await its.app.idle();
    };
    await builtOf(withMeanwhile(its.app.parts, meanwhile))
      .skip(t1, { reason })
      .catch((error: unknown) => expect(error).toMatchObject({ code: 'saga-not-stuck' }));
    const [step, status] = [await its.stepOf('t-1', 1), await its.statusOf('t-1')];
    return step?.status === 'done' && status === 'completed';
  }

  /** Whether a step whose command has taken effect, though no attempt was answered, is on record as done. */
  async function isFoundOutWhenCarriedOut(builtOf: (parts: SagaOperationsParts) => Skips): Promise<boolean> {
    await its.start();
    its.app.till.after = (command) => {
      if (command instanceof DebitPurse) throw new Error('The line is dead');
    };
    await askFor(its.app, 't-1');
    await stuck(its.app, 't-1');
    const outcome = await builtOf(its.app.parts).skip(t1, { reason });
    its.app.till.after = () => undefined;
    await its.app.idle();
    expect(await its.app.amountOf('from-t-1')).toBe(90);
    if (outcome !== undefined) expect(outcome).toMatchObject({ outcome: 'done' });
    return (await its.stepOf('t-1', 1))?.status === 'done';
  }

  /** Whether a command that is being carried out while its instance is ended is on record as what came of it. */
  async function isPutOnRecordWhenEnded(builtOf: (parts: SagaOperationsParts) => Ends): Promise<boolean> {
    await its.start();
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    its.app.till.before = () => gate;
    await askFor(its.app, 't-1');
    await eventually(() => expect(its.app.till.came).toHaveLength(1));
    const ended = await builtOf(its.app.parts).end(t1, { reason });
    open();
    await its.app.idle();
    await eventually(async () => expect(await its.app.amountOf('from-t-1')).toBe(90));
    if (ended !== undefined) expect(ended).toMatchObject({ underWay: [1], cancelled: [], done: [] });
    expect(await its.statusOf('t-1')).toBe('ended');
    expect((await its.app.show('t-1'))?.steps).toHaveLength(1);
    return (await its.stepOf('t-1', 1))?.status === 'done';
  }

  describe(`What is on record stays true ${where}`, () => {
    const right = (parts: SagaOperationsParts): SagaOperations => new SagaOperations(parts);

    test('when a step is carried out before it can be skipped', async () => {
      expect(await isLeftAloneWhenCarriedOutMeanwhile(right)).toBe(true);
    });

    test('when the command had taken effect, and nobody was told', async () => {
      expect(await isFoundOutWhenCarriedOut(right)).toBe(true);
    });

    test('when an instance is ended while a command is under way', async () => {
      expect(await isPutOnRecordWhenEnded(right)).toBe(true);
    });

    test('and a build that decides from what it saw before is found out', async () => {
      expect(await isLeftAloneWhenCarriedOutMeanwhile((parts) => new SkipsAsSeen(parts))).toBe(false);
    });

    test('and a build that does not ask whether the command took effect is found out', async () => {
      expect(await isFoundOutWhenCarriedOut((parts) => new SkipsWithoutAsking(parts))).toBe(false);
    });

    test('and a build that ends what is under way is found out', async () => {
      expect(await isPutOnRecordWhenEnded((parts) => new EndsWhatIsUnderWay(parts))).toBe(false);
    });
  });
}
