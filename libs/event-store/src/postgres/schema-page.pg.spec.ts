import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ExampleStore } from './example/example-store.js';

const example = ExampleStore.ofThisSpec();
const page = readFileSync(new URL('../../../../docs/schema.md', import.meta.url), 'utf8');

/** The text between a heading and the next one of the same depth or less. */
function section(heading: string): string {
  const depth = /^#+/.exec(heading)?.[0].length ?? 0;
  const lines = page.split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`docs/schema.md has no heading “${heading}”.`);
  const length = lines.slice(start + 1).findIndex((line) => new RegExp(`^#{1,${depth}} `).test(line));
  return lines.slice(start, length < 0 ? undefined : start + 1 + length).join('\n');
}

/** The first cells of the rows of tables, without their code marks, joined by a blank. */
function rows(text: string, cells: number): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, 1 + cells)
        .map((cell) => cell.trim().replaceAll('`', ''))
        .join(' '),
    );
}

const tables = [...section('## Tables').matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name!);

test('the page lists every table', async () => {
  const known = await example.ask(
    `SELECT relname FROM pg_class WHERE relnamespace = 'daybook'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')`,
  );
  expect(tables.toSorted()).toEqual([...known].toSorted());
});

test.each(tables)('the page lists every column of %s with its type, in order', async (table) => {
  const known = await example.ask(
    `SELECT attname || ' ' || CASE format_type(atttypid, atttypmod)
              WHEN 'timestamp with time zone' THEN 'timestamptz' ELSE format_type(atttypid, atttypmod) END
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [`daybook.${table}`],
  );
  expect(rows(section(`### \`${table}\``), 2)).toEqual(known);
});

test('the page lists every function, and for whom it is', async () => {
  const { applicationRole } = example.database;
  const known = await example.ask(
    `SELECT proname || CASE WHEN prorettype = 'trigger'::regtype THEN ' the triggers'
                            WHEN has_function_privilege($1, oid, 'EXECUTE') THEN ' the application' ELSE ' other functions' END
     FROM pg_proc WHERE pronamespace = 'daybook'::regnamespace`,
    [applicationRole],
  );
  expect([...rows(section('## Functions'), 2)].toSorted()).toEqual([...known].toSorted());
});

test('the page says what the application may read', async () => {
  const readable = await example.ask(
    `SELECT relname FROM pg_class WHERE relnamespace = 'daybook'::regnamespace
     AND (CASE WHEN relkind = 'S' THEN has_sequence_privilege($1, oid, 'SELECT')
               WHEN relkind = 'r' THEN has_table_privilege($1, oid, 'SELECT') END) ORDER BY relname`,
    [example.database.applicationRole],
  );
  const [, granted = ''] = /SELECT` on (.*?);/.exec(section('## Roles')) ?? [];
  expect([...granted.matchAll(/`(\w+)`/g)].map(([, name]) => name).toSorted()).toEqual(readable);
});

test('the page names every sequence', async () => {
  const sequences = await example.ask(`SELECT sequencename FROM pg_sequences WHERE schemaname = 'daybook'`);
  for (const sequence of sequences) expect(page).toContain(`\`${String(sequence)}\``);
});

test('the statements of the page run', async () => {
  const statements = [...page.matchAll(/^```sql\n(.*?)^```/gms)].flatMap(([, block]) => block!.split(/;\n/));
  const inline = [...page.matchAll(/`((?:ALTER TABLE|DELETE FROM) [^`]+)`/g)].map(([, statement]) => statement!);
  expect(statements.length + inline.length).toBeGreaterThan(6);
  for (const statement of [...statements, ...inline]) await example.owner.query(`BEGIN; ${statement}; ROLLBACK`);
});
