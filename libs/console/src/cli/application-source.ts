import type { DynamicModule, Type } from '@nestjs/common';

/** The command that an application is started for. */
export interface DaybookCommand {
  /** As it is called: `migrate`, `streams show`. */
  readonly name: string;
  /** True for `migrate`: connect as the role that owns the schema. */
  readonly changesSchema: boolean;
  /** False for `migrate sql`, which reads the module and starts nothing. */
  readonly needsDatabase: boolean;
}

/** The root module of an application. */
export type ApplicationModule = Type | DynamicModule;

/** The root module, or what makes it for a command. */
export type ApplicationSource =
  ApplicationModule | ((command: DaybookCommand) => ApplicationModule | Promise<ApplicationModule>);

/** The module for a command. A class is a function, too; one that Nest knows bears its metadata. */
export async function moduleFor(source: ApplicationSource, command: DaybookCommand): Promise<ApplicationModule> {
  return isModule(source) ? source : source(command);
}

function isModule(source: ApplicationSource): source is ApplicationModule {
  return (
    typeof source !== 'function' || /^class\b/.test(Function.prototype.toString.call(source)) || hasImports(source)
  );
}

function hasImports(source: object): boolean {
  return ['imports', 'providers', 'controllers', 'exports'].some((key) => Reflect.hasMetadata(key, source));
}
