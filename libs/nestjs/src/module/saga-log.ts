import { isDaybookError } from '@daybook/domain';
import type { LoggerService } from '@nestjs/common';
import type { SagaNotice } from '../sagas/running/saga-notice.js';

const longest = 300;

/** Writes what happens to instances of sagas into the log: what happened, with which values, and what to do. */
export class SagaLog {
  constructor(private readonly logger: Required<Pick<LoggerService, 'debug' | 'log' | 'warn' | 'error'>>) {}

  write(notice: SagaNotice): void {
    switch (notice.word) {
      case 'stuck': {
        const { saga, key, doing, failure } = notice;
        this.logger.error(
          `Saga "${saga}", instance ${JSON.stringify(key)} is stuck at ${doing}: ${short(failure)}. Nothing more of it is ` +
            `done, the others go on. Look with "daybook sagas show ${saga} ${key}", mend what it failed at, then retry; or ` +
            'skip or end it with a reason.',
        );
        return;
      }
      case 'attempt-failed': {
        const { saga, key, step, type, attempt, error } = notice;
        const text =
          `Saga "${saga}", instance ${JSON.stringify(key)}: attempt ${attempt} at step ${step} ("${type}") failed, and is ` +
          `made again: ${reasonOf(error)}`;
        // The first one is told, and the one that parks it; what is in between fills the log when something is away.
        if (attempt > 1) this.logger.debug(text);
        else this.logger.warn(text, ...stackOf(error));
        return;
      }
      case 'overtaken':
        this.logger.warn(
          `Saga "${notice.saga}", instance ${JSON.stringify(notice.key)}: step ${notice.step} has passed to another ` +
            'process, and what comes of it here has no effect. If this repeats, the process stands still for longer than a ' +
            'lease: look at its load.',
        );
        return;
      case 'caught-up':
        this.logger.log(
          `Saga "${notice.saga}" has caught up to position ${notice.position}: from here on it has effects. ` +
            `${notice.instances} instances had held some back.`,
        );
        return;
      case 'deadlines-wait': {
        const { saga, position, head } = notice;
        const what = head === undefined ? 'what is in the log' : `what was in the log up to position ${head}`;
        this.logger.warn(
          `Saga "${saga}": deadlines are due, and wait until ${what} was heard, so that nothing is called off that was ` +
            `answered in time; its readers are at ${position}. If they do not come on, look with "daybook sagas list ` +
            `--saga ${saga}" at who reads for it and what stands in the way.`,
        );
        return;
      }
      case 'deadlines-go-on':
        this.logger.log(`Saga "${notice.saga}": what was to be heard first was heard, deadlines fire again.`);
    }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return short(String(error));
  return short(isDaybookError(error) ? error.message : `${error.name}: ${error.message}`);
}

// An error of ours says what to do; of another the place is what one looks for.
function stackOf(error: unknown): readonly string[] {
  return isDaybookError(error) || !(error instanceof Error) || error.stack === undefined ? [] : [error.stack];
}

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
