import type { CataloguedEvent, CataloguedReaders, CataloguedVersion, EventCatalog } from '../event-catalog.js';
import { fieldRows } from './field-rows.js';
import { markdownTable } from './markdown-table.js';
import { sagaSections } from './saga-sections.js';

/** The catalog as a page that a person reads: what there is, what it means, who writes and who reads it, and its past. */
export function catalogPage({ events, sagas = [] }: EventCatalog): string {
  const today = events.filter(({ version }) => version !== null);
  const past = events.filter(({ version }) => version === null);
  const sections = [
    '# Events',
    'Written by `daybook catalog write` from the code and its docstrings; not by hand.',
    overview(today),
    ...today.flatMap(section),
    ...(past.length === 0 ? [] : ['## Written no more', ...past.flatMap(pastSection)]),
    ...(sagas.length === 0 ? [] : sagaSections(sagas)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function overview(events: readonly CataloguedEvent[]): string {
  const rows = events.map((event) => [
    `[${event.type}](#${anchorOf(event.type)})`,
    String(event.version),
    firstSentence(event.meaning),
  ]);
  return markdownTable(['event', 'version', 'meaning'], rows);
}

function section(event: CataloguedEvent): readonly string[] {
  const current = event.versions.find(({ version }) => version === event.version);
  return [
    `## ${event.type}`,
    ...(event.meaning === '' ? [] : [event.meaning]),
    facts(event),
    ...(current === undefined ? [] : described(current, event.personal)),
    ...pastOf(event),
    ...acceptedOf(event),
  ];
}

function pastSection(event: CataloguedEvent): readonly string[] {
  return [
    `### ${event.type}`,
    ...(event.meaning === '' ? [] : [event.meaning]),
    ...pastOf(event),
    ...acceptedOf(event),
  ];
}

function facts({ name, version, emittedBy, readBy }: CataloguedEvent): string {
  return [
    `- \`${name ?? ''}\`, version ${version ?? ''}`,
    `- emitted by: ${listed(emittedBy, 'no aggregate')}`,
    `- read by: ${readersInWords(readBy)}`,
  ].join('\n');
}

function readersInWords({ projections, reactions, sagas }: CataloguedReaders): string {
  const kinds = [
    ['projection', projections],
    ['reaction', reactions],
    ['saga', sagas],
  ] as const;
  const told = kinds.flatMap(([kind, names]) => names.map((name) => `${name} (${kind})`));
  return listed(told, 'nobody');
}

function described({ schema, examples }: CataloguedVersion, personal: readonly string[]): readonly string[] {
  const rows = schema === null ? [] : fieldRows(schema, personal);
  return [
    ...(rows.length === 0 ? ['It has no fields.'] : [markdownTable(['field', 'kind', 'says'], rows)]),
    ...examples.map((example) => ['```json', JSON.stringify(example, null, 2), '```'].join('\n')),
  ];
}

function pastOf({ versions }: CataloguedEvent): readonly string[] {
  const earlier = versions.filter(({ upcast }) => upcast !== null);
  if (earlier.length === 0) return [];
  return [earlier.map((version) => `- ${pastInWords(version)}`).join('\n')];
}

function pastInWords({ version, schema, upcast }: CataloguedVersion): string {
  const fields = Object.keys(schema?.properties ?? {}).map((field) => `\`${field}\``);
  const held = schema === null ? '' : ` (${fields.length === 0 ? 'no fields' : fields.join(', ')})`;
  const to = (upcast?.to ?? []).map((target) => `\`${target.type}\` ${target.version}`);
  const becomes = to.length === 0 ? 'is passed over' : `becomes ${to.join(' and ')}`;
  return `version ${version}${held} ${becomes}, by \`${upcast?.by ?? ''}\``;
}

function acceptedOf({ accepted }: CataloguedEvent): readonly string[] {
  const reasons = Object.entries(accepted);
  return reasons.length === 0 ? [] : [reasons.map(([key, reason]) => `- accepted, \`${key}\`: ${reason}`).join('\n')];
}

function listed(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.join(', ');
}

/** As it fits into a table. */
function firstSentence(meaning: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(meaning)?.[0].replaceAll('\n', ' ') ?? meaning.replaceAll('\n', ' ');
}

/** As the usual renderers make it of a heading. */
function anchorOf(type: string): string {
  return type
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
