import { registerCopy } from '@daybook/domain';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { severalCopies } from '../installation/several-copies.js';
import { thisCopy } from '../installation/this-copy.js';
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
export class DaybookModule extends ConfigurableModuleClass {
  static {
    registerCopy(thisCopy);
  }

  constructor(modules: ModulesContainer) {
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
}

// They work together, but an instanceof across them does not, and nobody suspects that.
function nameCopies(): void {
  const several = severalCopies();
  if (several !== undefined) new Logger('Daybook').warn(several);
}
