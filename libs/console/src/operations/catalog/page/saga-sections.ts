import type { CataloguedSaga } from '../event-catalog.js';
import { markdownTable } from './markdown-table.js';

/** The sagas on the page: what makes them move, and what they send, as far as that is declared. */
export function sagaSections(sagas: readonly CataloguedSaga[]): readonly string[] {
  const rows = sagas.map(({ name, version, startsOn, hears, deadlines, commands }) => [
    ...[`${name} ${version}`, startsOn.join(', '), hears.join(', '), deadlines.join(', '), commands.join(', ')],
  ]);
  return [
    '## Sagas',
    'Processes across aggregates. The commands are those whose refusal a saga has a method for; it may send others.',
    markdownTable(['saga', 'begins with', 'hears of', 'deadlines', 'commands'], rows),
  ];
}
