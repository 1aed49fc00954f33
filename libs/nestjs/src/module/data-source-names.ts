import type { ModulesContainer } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';

const ofDefault = getDataSourceToken();
const suffix = 'DataSource';

/** The names of the TypeORM DataSources that an application imports, also of those that are not connected yet. */
export function dataSourceNames(modules: ModulesContainer): readonly string[] {
  const tokens = [...modules.values()].flatMap(({ providers }) => [...providers.keys()]);
  const names = tokens.flatMap((token) => {
    if (token === ofDefault) return ['default'];
    // Nest's token of a named one is a text, `ledgerDataSource`.
    return typeof token === 'string' && token.endsWith(suffix) ? [token.slice(0, -suffix.length)] : [];
  });
  return [...new Set(names)].sort();
}
