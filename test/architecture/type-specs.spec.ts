import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { repository } from './repository.js';

const configFile = resolve(repository, 'tsconfig.json');
const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)).config,
  ts.sys,
  repository,
);
const typeSpecs = config.fileNames.filter((path) => path.endsWith('.type.spec.ts'));
const wrong = resolve(repository, 'libs/domain/src/wrong.type.spec.ts');

/** What the compiler says about files, one of which may be there for the compiler only. */
function findings(files: readonly string[], virtual: ReadonlyMap<string, string> = new Map()): readonly string[] {
  // A parameter that nobody reads is an error as well; left on, it could satisfy a `@ts-expect-error` by itself.
  const options = { ...config.options, noUnusedLocals: false, noUnusedParameters: false };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => virtual.has(path) || fileExists.call(host, path);
  host.readFile = (path) => virtual.get(path) ?? readFile.call(host, path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = virtual.get(path);
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram({ rootNames: files, options, host });
  return files.flatMap((path) => {
    const source = program.getSourceFile(path);
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics.map(({ file, start, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
      return `${relative(repository, path)}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

describe('type specs', () => {
  test('every line that must compile does, and every mistake that must not compile does not', () => {
    expect(typeSpecs).not.toHaveLength(0);
    expect(findings(typeSpecs)).toEqual([]);
  });

  test('each of them expects a mistake, and says which', () => {
    for (const path of typeSpecs) {
      const text = readFileSync(path, 'utf8');
      expect({ path, mistakes: text.match(/\/\/ @ts-expect-error \S/g)?.length ?? 0 }).not.toMatchObject({
        mistakes: 0,
      });
      expect(text).not.toMatch(/@ts-expect-error\s*$/m);
    }
  });

  test('a mistake that compiles is found, also where an unused name would hide it', () => {
    const text = [
      "import { On, DomainEvent, AggregateRoot } from '@daybook/domain';",
      "class Happened extends DomainEvent<'a.happened'> {}",
      'export class Thing extends AggregateRoot {',
      '  // @ts-expect-error nothing is wrong here',
      '  @On(Happened) protected happened(event: Happened): void {}',
      '  @On(Happened) protected async asynchronous(): Promise<void> {}',
      '}',
    ].join('\n');
    const found = findings([wrong], new Map([[wrong, text]]));
    expect(found).toHaveLength(2);
    expect(found[0]).toContain("Unused '@ts-expect-error' directive");
    expect(found[1]).toContain('wrong.type.spec.ts:6');
  });

  test('an aggregate root of another library is refused in words that say so', () => {
    const text = [
      "import { Aggregate } from '@daybook/domain';",
      "import { AggregateRoot } from '@nestjs/cqrs';",
      "@Aggregate('order')",
      'export class Order extends AggregateRoot {}',
    ].join('\n');
    expect(findings([wrong], new Map([[wrong, text]])).join()).toContain('extends AggregateRoot of @daybook/domain');
  });
});
