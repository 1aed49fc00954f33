import { CommandType, OnDeadline, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { LetterSent } from './letters.js';

@CommandType('find-carrier')
export class FindCarrier {
  constructor(readonly letter: string) {}
}

@CommandType('dismiss-carrier')
export class DismissCarrier {
  constructor(readonly letter: string) {}
}

/** Sees to it that a letter is carried; stumbles over one subject, until it is mended. */
@Saga('deliver-letters', { retry: { attempts: 1 } })
export class DeliverLetters extends SagaInstance<{ to: string }> {
  static isMended = false;
  @StartsOn(LetterSent, (_event, meta) => meta.aggregateId) sent({ to, subject }: LetterSent): void {
    if (subject === 'illegible' && !DeliverLetters.isMended) throw new Error('Cannot read \u001b[31mthis');
    this.state = { to };
    this.send(new FindCarrier(this.key));
    this.compensateWith(new DismissCarrier(this.key));
    this.deadline('carried', '3d');
  }
  @OnDeadline('carried') late(): void {
    this.compensate('nobody has carried it');
  }
}
