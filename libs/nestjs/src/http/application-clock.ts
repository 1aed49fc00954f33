import { type Clock, systemClock } from '@daybook/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';

/** The clock that `DaybookModule` was given, for what stands in front of the application and is built outside of it. */
export class ApplicationClock implements Clock {
  constructor(private readonly clock: Clock = systemClock) {}

  now(): Date {
    return this.clock.now();
  }
}

/** The application's clock; that of the machine where there is no `DaybookModule`. */
export function clockOf(app: INestApplicationContext): Clock {
  // The application itself would end the process where it has none.
  const modules = app.get(ModuleRef);
  try {
    return modules.get(ApplicationClock, { strict: false });
  } catch {
    return systemClock;
  }
}
