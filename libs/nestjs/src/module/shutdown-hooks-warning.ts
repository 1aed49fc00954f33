import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Subscription } from 'rxjs';

/** So long an application may take after `listen` to say how it wants to be stopped. */
const graceMs = 1_000;

/**
 * Warns when SIGTERM would end the process on the spot, with requests under way unanswered.
 *
 * Only where that is no noise: in an application that listens, and neither in a test nor in a process whose `run` is
 * `none`, which is a tool.
 */
@Injectable()
export class ShutdownHooksWarning implements OnApplicationBootstrap, OnModuleDestroy {
  #listening: Subscription | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly isTool: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.isTool || process.env['NODE_ENV'] === 'test') return;
    this.#listening = this.host.listen$.subscribe(() => {
      this.#timer = setTimeout(warnWithoutHandler, graceMs).unref();
    });
  }

  onModuleDestroy(): void {
    this.#listening?.unsubscribe();
    clearTimeout(this.#timer);
  }
}

function warnWithoutHandler(): void {
  if (process.listenerCount('SIGTERM') > 0) return;
  new Logger('Daybook').warn(
    'Nobody listens for SIGTERM, so that it ends this process in the middle of its requests: shutdown hooks are off. Call ' +
      'app.enableShutdownHooks() before app.listen().',
  );
}
