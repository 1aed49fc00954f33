import type {
  ClassDeclaration,
  ExpressionWithTypeArguments,
  NodeArray,
  PropertyName,
  TypeElement,
  TypeNode,
} from 'typescript';
import type { JsonSchema } from '../schema/json-schema.js';
import type { DeclaredField, DeclaredFields } from './declared.js';
import type { Compiler, Declaration } from './declaration.js';
import { docstringOf } from './docstring.js';
import { TypeReading } from './type-reading.js';

/** Reads declarations by what is written in them; a name is looked up in its own file, then wherever it is the only one. */
export class DeclarationReading {
  readonly #byName = new Map<string, Declaration[]>();
  readonly #types: TypeReading;

  constructor(
    private readonly compiler: Compiler,
    declarations: readonly Declaration[],
  ) {
    for (const declaration of declarations) {
      const name = declaration.name?.text ?? '';
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), declaration]);
    }
    this.#types = new TypeReading(
      compiler,
      (name, from) => this.#named(name, from),
      (declaration, within) => this.#shapeOf(declaration, within),
    );
  }

  /** The event type that a class bears, or that an interface is told apart by. */
  eventTypeOf(declaration: Declaration): string | undefined {
    const { compiler } = this;
    if (compiler.isClassDeclaration(declaration)) return this.#decorated(declaration);
    const members = this.#members(declaration);
    const told = members?.find((member) => nameOf(compiler, member.name) === 'type');
    if (told === undefined || !compiler.isPropertySignature(told) || told.type === undefined) return undefined;
    const { type } = told;
    return compiler.isLiteralTypeNode(type) && compiler.isStringLiteral(type.literal) ? type.literal.text : undefined;
  }

  /** The class of this name, if there is one and no other. */
  onlyClass(name: string): Declaration | undefined {
    const classes = (this.#byName.get(name) ?? []).filter((one) => this.compiler.isClassDeclaration(one));
    return classes.length === 1 ? classes[0] : undefined;
  }

  /** Its fields, those of its parents first. Methods, statics and what is marked private are none. */
  fieldsOf(declaration: Declaration, within: ReadonlySet<Declaration> = new Set()): DeclaredFields {
    const fields = new Map<string, DeclaredField>();
    const inner = new Set([...within, declaration]);
    for (const parent of this.#parentsOf(declaration)) {
      if (inner.has(parent)) continue;
      for (const [name, field] of this.fieldsOf(parent, inner)) fields.set(name, field);
    }
    for (const member of this.#members(declaration) ?? []) {
      const name = nameOf(this.compiler, member.name);
      if (name === undefined || !this.#isField(member)) continue;
      if (!this.compiler.isClassDeclaration(declaration) && name === 'type') continue;
      const { questionToken, type } = member as { questionToken?: unknown; type?: TypeNode };
      const read =
        type === undefined ? { schema: {}, hasNull: false, hasUndefined: false } : this.#types.read(type, inner);
      const { meaning } = docstringOf(this.compiler, member);
      fields.set(name, {
        schema: read.schema,
        isOptional: questionToken !== undefined || read.hasUndefined,
        isNullable: read.hasNull,
        ...(meaning !== '' && { description: meaning }),
      });
    }
    return fields;
  }

  #shapeOf(declaration: Declaration, within: ReadonlySet<Declaration>): JsonSchema {
    const { compiler } = this;
    if (compiler.isTypeAliasDeclaration(declaration) && !compiler.isTypeLiteralNode(declaration.type)) {
      const { schema, hasNull } = this.#types.read(declaration.type, new Set([...within, declaration]));
      return hasNull ? {} : schema;
    }
    if (compiler.isEnumDeclaration(declaration)) return this.#types.ofEnum(declaration);
    const fields = [...this.fieldsOf(declaration, within)];
    const properties = fields.map(([name, { schema, isNullable }]) => [name, isNullable ? {} : schema] as const);
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: fields.filter(([, { isOptional }]) => !isOptional).map(([name]) => name),
    };
  }

  #members(declaration: Declaration): readonly (ClassDeclaration['members'][number] | TypeElement)[] | undefined {
    const { compiler } = this;
    if (compiler.isClassDeclaration(declaration) || compiler.isInterfaceDeclaration(declaration))
      return declaration.members;
    if (!compiler.isTypeAliasDeclaration(declaration)) return undefined;
    return compiler.isTypeLiteralNode(declaration.type) ? declaration.type.members : undefined;
  }

  #isField(member: ClassDeclaration['members'][number] | TypeElement): boolean {
    const { compiler } = this;
    if (compiler.isPropertySignature(member)) return true;
    if (!compiler.isPropertyDeclaration(member)) return false;
    const { StaticKeyword, PrivateKeyword, DeclareKeyword } = compiler.SyntaxKind;
    return !(member.modifiers ?? []).some(({ kind }) => [StaticKeyword, PrivateKeyword, DeclareKeyword].includes(kind));
  }

  #parentsOf(declaration: Declaration): readonly Declaration[] {
    const { compiler } = this;
    if (!compiler.isClassDeclaration(declaration) && !compiler.isInterfaceDeclaration(declaration)) return [];
    return (declaration.heritageClauses ?? [])
      .filter(({ token }) => token === compiler.SyntaxKind.ExtendsKeyword)
      .flatMap(({ types }: { readonly types: NodeArray<ExpressionWithTypeArguments> }) => types)
      .map(({ expression }) =>
        compiler.isIdentifier(expression) ? this.#named(expression.text, declaration) : undefined,
      )
      .filter((parent) => parent !== undefined);
  }

  #named(name: string, from: { getSourceFile(): unknown }): Declaration | undefined {
    const named = this.#byName.get(name) ?? [];
    const here = named.filter((declaration) => declaration.getSourceFile() === from.getSourceFile());
    if (here.length > 0) return here[0];
    return named.length === 1 ? named[0] : undefined;
  }

  #decorated(declaration: ClassDeclaration): string | undefined {
    const { compiler } = this;
    for (const { expression } of compiler.getDecorators(declaration) ?? []) {
      if (!compiler.isCallExpression(expression) || !compiler.isIdentifier(expression.expression)) continue;
      const [type] = expression.arguments;
      if (expression.expression.text !== 'EventType' || type === undefined) continue;
      if (compiler.isStringLiteralLike(type)) return type.text;
    }
    return undefined;
  }
}

function nameOf(compiler: Compiler, name: PropertyName | undefined): string | undefined {
  if (name === undefined) return undefined;
  return compiler.isIdentifier(name) || compiler.isStringLiteral(name) ? name.text : undefined;
}
