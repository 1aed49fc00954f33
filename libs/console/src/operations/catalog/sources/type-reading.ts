import type { JsonValue } from '@daybook/domain';
import type { EnumDeclaration, LiteralTypeNode, Node, TypeNode } from 'typescript';
import { type JsonSchema, orNull } from '../schema/json-schema.js';
import type { Compiler, Declaration } from './declaration.js';

/** A declared type: what it is beside null and undefined. */
export interface ReadType {
  readonly schema: JsonSchema;
  readonly hasNull: boolean;
  readonly hasUndefined: boolean;
}

type Within = ReadonlySet<Declaration>;

const unknown: ReadType = { schema: {}, hasNull: false, hasUndefined: false };

/** Reads declared types as they are written. What it does not know it says nothing of. */
export class TypeReading {
  constructor(
    private readonly compiler: Compiler,
    private readonly named: (name: string, from: Node) => Declaration | undefined,
    private readonly shapeOf: (declaration: Declaration, within: Within) => JsonSchema,
  ) {}

  read(type: TypeNode, within: Within): ReadType {
    const { compiler } = this;
    if (compiler.isParenthesizedTypeNode(type)) return this.read(type.type, within);
    if (compiler.isUnionTypeNode(type)) return this.#union(type.types, within);
    if (compiler.isLiteralTypeNode(type)) return this.#literal(type);
    if (type.kind === compiler.SyntaxKind.UndefinedKeyword) return { ...unknown, hasUndefined: true };
    return { ...unknown, schema: this.#plain(type, within) };
  }

  /** The values of an enum, as far as they are written there. */
  ofEnum({ members }: EnumDeclaration): JsonSchema {
    const values = members.map(({ initializer }, place): string | number | undefined => {
      if (initializer === undefined) return place;
      if (this.compiler.isStringLiteral(initializer)) return initializer.text;
      return this.compiler.isNumericLiteral(initializer) ? Number(initializer.text) : undefined;
    });
    return values.includes(undefined) ? {} : ofValues(values as (string | number)[]);
  }

  #plain(type: TypeNode, within: Within): JsonSchema {
    const { compiler } = this;
    const { StringKeyword, NumberKeyword, BooleanKeyword, ObjectKeyword, ReadonlyKeyword } = compiler.SyntaxKind;
    if (type.kind === StringKeyword || compiler.isTemplateLiteralTypeNode(type)) return { type: 'string' };
    if (type.kind === NumberKeyword) return { type: 'number' };
    if (type.kind === BooleanKeyword) return { type: 'boolean' };
    if (type.kind === ObjectKeyword) return { type: 'object' };
    if (compiler.isTypeOperatorNode(type) && type.operator === ReadonlyKeyword) return this.#plain(type.type, within);
    if (compiler.isArrayTypeNode(type)) return this.#list(type.elementType, within);
    if (compiler.isTupleTypeNode(type)) return { type: 'array' };
    if (compiler.isTypeReferenceNode(type) && compiler.isIdentifier(type.typeName)) {
      return this.#reference(type.typeName.text, type.typeArguments ?? [], type, within);
    }
    return compiler.isTypeLiteralNode(type) ? { type: 'object' } : {};
  }

  #reference(name: string, of: readonly TypeNode[], from: Node, within: Within): JsonSchema {
    const [first, second] = of;
    if ((name === 'Array' || name === 'ReadonlyArray') && first !== undefined) return this.#list(first, within);
    if ((name === 'Readonly' || name === 'Required') && first !== undefined) return this.#plain(first, within);
    if (name === 'Record' && second !== undefined) {
      return { type: 'object', additionalProperties: this.#value(second, within) };
    }
    if (of.length > 0) return {};
    const declaration = this.named(name, from);
    if (declaration === undefined) return {};
    return within.has(declaration) ? { type: 'object' } : this.shapeOf(declaration, new Set([...within, declaration]));
  }

  #list(element: TypeNode, within: Within): JsonSchema {
    return { type: 'array', items: this.#value(element, within) };
  }

  #value(type: TypeNode, within: Within): JsonSchema {
    const { schema, hasNull } = this.read(type, within);
    return hasNull ? orNull(schema) : schema;
  }

  #union(types: readonly TypeNode[], within: Within): ReadType {
    const read = types.map((type) => this.read(type, within));
    const told = read.filter(({ schema, hasNull, hasUndefined }) => !isOnly(schema, hasNull || hasUndefined));
    return {
      schema: alternatives(told.map(({ schema }) => schema)),
      hasNull: read.some(({ hasNull }) => hasNull),
      hasUndefined: read.some(({ hasUndefined }) => hasUndefined),
    };
  }

  #literal({ literal }: LiteralTypeNode): ReadType {
    const { compiler } = this;
    const { NullKeyword, TrueKeyword, FalseKeyword } = compiler.SyntaxKind;
    if (literal.kind === NullKeyword) return { ...unknown, hasNull: true };
    if (literal.kind === TrueKeyword || literal.kind === FalseKeyword)
      return { ...unknown, schema: { type: 'boolean' } };
    if (compiler.isStringLiteral(literal)) return { ...unknown, schema: ofValues([literal.text]) };
    return compiler.isNumericLiteral(literal) ? { ...unknown, schema: ofValues([Number(literal.text)]) } : unknown;
  }
}

/** Null or undefined, and nothing else. */
function isOnly(schema: JsonSchema, isNothing: boolean): boolean {
  return isNothing && Object.keys(schema).length === 0;
}

function alternatives(schemas: readonly JsonSchema[]): JsonSchema {
  const [first, ...more] = schemas;
  if (first === undefined) return {};
  if (more.length === 0) return first;
  if (schemas.every((schema) => schema.enum !== undefined))
    return ofValues(schemas.flatMap((schema) => schema.enum ?? []));
  return schemas.some((schema) => Object.keys(schema).length === 0) ? {} : { anyOf: schemas };
}

function ofValues(values: readonly JsonValue[]): JsonSchema {
  const kinds = [...new Set(values.map((value) => typeof value))];
  const [kind] = kinds;
  return { ...(kinds.length === 1 && kind !== undefined && { type: kind }), enum: values };
}
