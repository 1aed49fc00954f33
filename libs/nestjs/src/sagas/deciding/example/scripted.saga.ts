import { DomainEvent, EventType } from '@daybook/domain';
import { CommandType } from '../../../commands/message/command-type.decorator.js';
import { OnCommandRefused } from '../../on-command-refused.decorator.js';
import { OnDeadline } from '../../on-deadline.decorator.js';
import { SagaInstance } from '../../saga-instance.js';
import { Saga } from '../../saga.decorator.js';
import { StartsOn } from '../../starts-on.decorator.js';

/** What a handler does, as an event tells it. */
export type Doing =
  'send' | 'send-unheard' | 'undo' | 'wait-a' | 'wait-b' | 'wait-no-more' | 'turn' | 'finish' | 'fail';

@EventType('script.told')
export class Told extends DomainEvent<'script.told'> {
  readonly does!: readonly Doing[];
  /** What the handlers of deadlines and refusals do from now on. */
  readonly later!: readonly Doing[];
}

/** One of whose refusal the saga hears. */
@CommandType('do')
export class Do {
  constructor(readonly count: number) {}
}

@CommandType('do-unheard')
export class DoUnheard {
  constructor(readonly count: number) {}
}

@CommandType('undo')
export class Undo {
  constructor(readonly count: number) {}
}

/** Does what it is told. */
@Saga('scripted')
export class Scripted extends SagaInstance<{ count: number; later: readonly Doing[] }> {
  protected override begin(): { count: number; later: readonly Doing[] } {
    return { count: 0, later: [] };
  }

  @StartsOn(Told, () => 'o-1') told({ does, later }: Told): void {
    this.state.later = later;
    this.#do(does);
  }
  @OnDeadline('a') a(): void {
    this.#do(this.state.later);
  }
  @OnDeadline('b') b(): void {
    this.#do(this.state.later);
  }
  @OnCommandRefused(Do) refused(): void {
    this.#do(this.state.later);
  }

  #do(script: readonly Doing[]): void {
    for (const doing of script) this.#doOne(doing, ++this.state.count);
  }

  #doOne(doing: Doing, count: number): void {
    if (doing === 'send') this.send(new Do(count));
    if (doing === 'send-unheard') this.send(new DoUnheard(count));
    if (doing === 'undo') this.compensateWith(new Undo(count));
    if (doing === 'wait-a') this.deadline('a', '1m');
    if (doing === 'wait-b') this.deadline('b', '90s');
    if (doing === 'wait-no-more') this.cancelDeadline('a');
    if (doing === 'turn') this.compensate('told to');
    if (doing === 'finish') this.complete();
    if (doing === 'fail') throw new RangeError('told to fail');
  }
}
