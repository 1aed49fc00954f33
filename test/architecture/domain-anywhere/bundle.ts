import { readFile } from 'node:fs/promises';
import { transform as swc } from '@swc/core';
import { build, type Metafile, type Plugin } from 'esbuild';
import ts from 'typescript';
import { repository } from '../repository.js';

/** A way to make JavaScript from the sources. */
export interface Toolchain {
  readonly compiler: 'esbuild' | 'typescript' | 'swc';
  /** Whether class fields are defined, as the language has it, or assigned, as TypeScript once had it. */
  readonly useDefineForClassFields: boolean;
  readonly minify: boolean;
}

export interface Bundle {
  readonly text: string;
  readonly metafile: Metafile;
}

/** A file and all that it imports in one script for a browser; nothing may be left to import, and nothing is shimmed. */
export async function bundleForBrowser(file: string, toolchain: Toolchain): Promise<Bundle> {
  const { compiler, useDefineForClassFields, minify } = toolchain;
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    absWorkingDir: repository,
    bundle: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
    outfile: 'bundle.js',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    globalName: 'scenario',
    conditions: ['daybook:source'],
    minify,
    tsconfigRaw: { compilerOptions: { target: 'ES2022', experimentalDecorators: true, useDefineForClassFields } },
    plugins: compiler === 'esbuild' ? [] : [compiledBy(compiler, useDefineForClassFields)],
  });
  return { text: outputFiles[0]?.text ?? '', metafile };
}

function compiledBy(compiler: 'typescript' | 'swc', useDefineForClassFields: boolean): Plugin {
  return {
    name: compiler,
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const compile = compiler === 'swc' ? bySwc : byTypeScript;
        return { contents: await compile(source, path, useDefineForClassFields), loader: 'js' };
      });
    },
  };
}

function byTypeScript(source: string, fileName: string, useDefineForClassFields: boolean): string {
  return ts.transpileModule(source, {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields,
    },
  }).outputText;
}

async function bySwc(source: string, filename: string, useDefineForClassFields: boolean): Promise<string> {
  const { code } = await swc(source, {
    filename,
    swcrc: false,
    configFile: false,
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields },
    },
  });
  return code;
}
