import { dirname, join } from 'node:path';
import ts from 'typescript';
import { repository } from '../repository.js';
import type { DocumentedModule } from './documented-module.js';

/** Where the compiler believes the modules to be: inside the repository, so that they find its packages and libs. */
const imagined = join(repository, '.documentation');

/** What the compiler has to say about the code of the pages, by page and line. */
export function typeCheck(modules: readonly DocumentedModule[]): readonly string[] {
  const byFile = new Map(modules.map((module) => [join(imagined, module.path), module]));
  const options = compilerOptions();
  const program = ts.createProgram([...byFile.keys()], options, imagining(byFile, ts.createCompilerHost(options)));
  return [...byFile].flatMap(([file, module]) => {
    const source = program.getSourceFile(file);
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics.map((diagnostic) => described(diagnostic, module));
  });
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, repository);
  // An example may end with a result that nobody uses.
  return { ...options, noUnusedLocals: false, noUnusedParameters: false };
}

function imagining(byFile: ReadonlyMap<string, DocumentedModule>, host: ts.CompilerHost): ts.CompilerHost {
  const folders = new Set(Array.from(byFile.keys(), dirname));
  return {
    ...host,
    fileExists: (path) => byFile.has(path) || host.fileExists(path),
    readFile: (path) => byFile.get(path)?.text ?? host.readFile(path),
    directoryExists: (path) => folders.has(path) || path.startsWith(imagined) || host.directoryExists?.(path) !== false,
    getSourceFile: (path, languageOrOptions, onError, createNew) => {
      const module = byFile.get(path);
      return module
        ? ts.createSourceFile(path, module.text, languageOrOptions, true)
        : host.getSourceFile(path, languageOrOptions, onError, createNew);
    },
  };
}

function described({ file, start = 0, messageText }: ts.Diagnostic, { page, pageLines }: DocumentedModule): string {
  const line = pageLines[file?.getLineAndCharacterOfPosition(start).line ?? 0] ?? 0;
  return `${page}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
