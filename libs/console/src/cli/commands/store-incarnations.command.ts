import { incarnationsOfStore, type IncarnationView } from '../../operations/store/incarnations-of-store.js';
import { columns } from '../columns.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const storeIncarnationsCommand: CommandDescription = {
  name: 'store incarnations',
  summary: 'List the histories that the log has come through: each fail-over and each restoration begins another one',
  notes: ['Exit code 1 says that one waits to be accepted: until then those are refused who keep positions elsewhere.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const { store } = await application.open();
    const found = await incarnationsOfStore(store);
    if (given.has('json')) output.json(found);
    else {
      const heads = ['history', 'goes on after', 'met', 'accepted', 'cluster/database.table/timeline'];
      for (const line of columns([heads, ...found.map(cellsOf)])) output.line(line);
      if (found.some(({ isAwaited }) => isAwaited)) output.line('Accept it with daybook store accept-incarnation.');
    }
    return found.some(({ isAwaited }) => isAwaited) ? 1 : 0;
  },
};

function cellsOf({ ordinal, begunAfter, metAt, accepted, isAwaited, identity }: IncarnationView): readonly string[] {
  const word = accepted && `${accepted.at.toISOString()} by ${accepted.by}: ${accepted.reason}`;
  return [
    String(ordinal),
    String(begunAfter),
    metAt.toISOString(),
    word ?? (isAwaited ? 'no, waits' : 'the first'),
    identity,
  ];
}
