import { installedCopies } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { type DynamicModule, Logger, Module, type OnModuleDestroy } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DaybookConfiguredTwice } from './daybook-configured-twice.error.js';
import { type ASYNC_OPTIONS_TYPE, ConfigurableModuleClass, type OPTIONS_TYPE } from './daybook.module-definition.js';
import { type DaybookFeature, featureModule } from './daybook-feature.js';

/**
 * Brings Daybook into an application: `forRoot` or `forRootAsync` once, in the root module, `forFeature` in each bounded
 * context. Afterwards `EventStore` and the repositories of the aggregates can be injected.
 *
 * A mistake in the options or in decorating stops the start with an error that names the classes and the fix.
 *
 * @example
 * imports: [TypeOrmModule.forRoot({ type: 'postgres', url }), DaybookModule.forRoot({}), AccountsModule]
 * imports: [DaybookModule.forFeature({ aggregates: [Account] })]
 */
@Module({})
export class DaybookModule extends ConfigurableModuleClass implements OnModuleDestroy {
  constructor(
    private readonly store: EventStore,
    modules: ModulesContainer,
  ) {
    super();
    if ([...modules.values()].filter(({ metatype }) => metatype === DaybookModule).length > 1) {
      throw new DaybookConfiguredTwice();
    }
    nameCopies();
  }

  /**
   * Opens the event store, for the whole application; every option has a default.
   *
   * The start fails with `DataSourceMissing`, `MigrationsPending`, `InvalidOption` or `DaybookConfiguredTwice`.
   */
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }

  /**
   * The same with options that are known when the application starts: from `useFactory`, `useClass` or `useExisting`.
   * The name of the DataSource stands beside them, because it decides what the store depends on.
   *
   * @example
   * DaybookModule.forRootAsync({ inject: [Settings], useFactory: ({ schema }: Settings) => ({ schema }) })
   */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }

  /**
   * Registers a context's aggregates and events, and provides the repositories to the module that imports it.
   *
   * The start fails with `DaybookNotConfigured`, `DuplicateCategory`, `DuplicateEventType` or `EventTypeMissing`.
   *
   * @throws ClassMissing one of the classes is undefined, when modules import each other
   */
  static forFeature(feature: DaybookFeature): DynamicModule {
    return featureModule(feature);
  }

  /** Before TypeORM closes its connections, which it does on the shutdown of the application. */
  async onModuleDestroy(): Promise<void> {
    if (isClosable(this.store)) await this.store.close();
  }
}

function isClosable(store: object): store is { close(): Promise<void> } {
  return 'close' in store && typeof store.close === 'function';
}

// They work together, but an instanceof across them does not, and nobody suspects that.
function nameCopies(): void {
  const copies = installedCopies();
  if (copies.length < 2) return;
  const named = copies.map(({ name, version, url }) => `${name} ${version} at ${url ?? 'a bundle'}`).join(', ');
  new Logger('Daybook').warn(`Several copies of the library are installed: ${named}. Remove all but one (npm dedupe).`);
}
