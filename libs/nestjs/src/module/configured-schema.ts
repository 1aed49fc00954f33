import { checkedSchema, defaultSchema } from '@daybook/event-store';
import type { DynamicModule, Provider } from '@nestjs/common';
import { MODULE_OPTIONS_TOKEN } from './daybook.module-definition.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions } from './daybook-options.js';

/** As `@Module` keeps it, and as a caller may have it: an import can also be a promise or a reference to a class. */
type Imported = object | Promise<object> | undefined;

/**
 * The schema that an application's `forRoot` names, found without starting anything: no provider is made, no database is
 * asked.
 *
 * @returns undefined if the options are made while the application starts (`forRootAsync`), or there are none
 * @throws InvalidSchemaName
 */
export async function configuredSchema(application: object): Promise<string | undefined> {
  const [definition] = await daybookModulesIn(application, new Set());
  const provider = definition?.providers?.find(givesOptions);
  if (provider === undefined) return undefined;
  return checkedSchema((provider.useValue as DaybookOptions).schema ?? defaultSchema);
}

async function daybookModulesIn(imported: Imported, seen: Set<unknown>): Promise<readonly DynamicModule[]> {
  const module = await imported;
  if (module === undefined || seen.has(module)) return [];
  seen.add(module);
  if (isReference(module)) return daybookModulesIn(module.forwardRef(), seen);
  if (isDynamic(module) && module.module === DaybookModule) return [module];
  const own = isDynamic(module) ? [module.module, ...(module.imports ?? [])] : importsOf(module);
  const found: DynamicModule[] = [];
  for (const one of own) found.push(...(await daybookModulesIn(one, seen)));
  return found;
}

function importsOf(moduleClass: object): readonly Imported[] {
  return (Reflect.getMetadata('imports', moduleClass) as readonly Imported[] | undefined) ?? [];
}

function isDynamic(module: object): module is DynamicModule {
  return typeof module === 'object' && 'module' in module;
}

/** Somebody's `forwardRef` among the imports of his module: followed, as Nest does. */
function isReference(module: object): module is { forwardRef(): Imported } {
  return 'forwardRef' in module && typeof module.forwardRef === 'function';
}

function givesOptions(provider: Provider): provider is Provider & { readonly useValue: unknown } {
  return 'provide' in provider && provider.provide === MODULE_OPTIONS_TOKEN && 'useValue' in provider;
}
