import type typescript from 'typescript';
import type { ClassDeclaration, EnumDeclaration, InterfaceDeclaration, Node, TypeAliasDeclaration } from 'typescript';

/** The compiler, as far as it parses. */
export type Compiler = typeof typescript;

/** What bears a name in a source, and can be the type of a field. */
export type Declaration = ClassDeclaration | InterfaceDeclaration | TypeAliasDeclaration | EnumDeclaration;

export function isDeclaration(compiler: Compiler, node: Node): node is Declaration {
  return (
    compiler.isClassDeclaration(node) ||
    compiler.isInterfaceDeclaration(node) ||
    compiler.isTypeAliasDeclaration(node) ||
    compiler.isEnumDeclaration(node)
  );
}
