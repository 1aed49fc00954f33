import type { DaybookError } from '@daybook/domain';
import type { ClaimedStep } from '@daybook/event-store';
import { MessageContext } from '../../commands/message/message-context.js';
import { isRefusal } from '../../commands/refusals.js';
import type { CommandClasses } from './command-classes.js';
import { CommandTookTooLong } from './command-took-too-long.error.js';
import { isOtherRequest, type StepKeys } from './step-keys.js';
import { messageOfStep } from './step-message.js';

/** What has come of sending a command. */
export type SendingOutcome =
  | { readonly word: 'carried-out' }
  /** By a rule, or by what is there and what is not. */
  | { readonly word: 'refused'; readonly error: DaybookError; readonly round: number }
  /** It may or may not have taken effect. */
  | { readonly word: 'failed'; readonly error: unknown };

/** What commands are sent with. */
export interface SendingSurroundings {
  readonly classes: Pick<CommandClasses, 'restored'>;
  /** Executes a command, as the application's bus does. */
  execute(command: object): Promise<unknown>;
  /** How long an answer is waited for, in milliseconds. */
  readonly withinMs: number;
  readonly keys: Pick<StepKeys, 'roundOf'>;
  /** Whether the store says that a claim stands. */
  stands(claim: ClaimedStep): Promise<boolean>;
}

/** Sends the commands of steps to those who handle them in this application. */
export class StepSending {
  constructor(private readonly around: SendingSurroundings) {}

  /** Never rejects. */
  async send(claim: ClaimedStep): Promise<SendingOutcome> {
    try {
      const outcome = await this.#send(claim, 1);
      if (outcome.word !== 'failed' || !isOtherRequest(outcome.error)) return outcome;
      // Refused once, and sent anew on an operator's word. Only whoever still has the claim may trust what he has read.
      const round = await this.around.keys.roundOf(claim, claim.step);
      if (round === 1 || !(await this.around.stands(claim))) return outcome;
      return await this.#send(claim, round);
    } catch (error) {
      return { word: 'failed', error };
    }
  }

  async #send(claim: ClaimedStep, round: number): Promise<SendingOutcome> {
    const { classes } = this.around;
    const { type, payload } = claim.step;
    const command = classes.restored(type, payload);
    try {
      // In a callback, so that what is thrown at once is a rejection like any other.
      const sent = MessageContext.run(messageOfStep(claim, round), async () => this.around.execute(command));
      await this.#inTime(sent, type);
      return { word: 'carried-out' };
    } catch (error) {
      return isRefusal(error) ? { word: 'refused', error, round } : { word: 'failed', error };
    }
  }

  async #inTime(sent: Promise<unknown>, type: string): Promise<void> {
    const { withinMs } = this.around;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new CommandTookTooLong(type, withinMs)), withinMs).unref();
    });
    // What comes of it later is known by its key.
    sent.catch(() => undefined);
    try {
      await Promise.race([sent, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
