import { Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** A wrong build of `RunLoopsModule`: it stands where Nest puts it, and runs while others are not open yet, or no more. */
@Module({})
export class LoopsAnywhereModule implements OnApplicationBootstrap, OnModuleDestroy {
  static journal: string[] = [];

  onApplicationBootstrap(): void {
    LoopsAnywhereModule.journal.push('begun anywhere');
  }

  onModuleDestroy(): void {
    LoopsAnywhereModule.journal.push('ended anywhere');
  }
}
