import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import {
  Column,
  CreateDateColumn,
  Entity,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  VersionColumn,
  ViewEntity,
} from 'typeorm';
import type { ReadModelClass } from '../projection-options.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { GenerationTables } from './generation-tables.js';

const example = ReadModelDatabase.ofThisSpec();

interface Refusal {
  readonly entity: ReadModelClass;
  readonly code: string;
  readonly finding: string;
  readonly advice: string;
}

class Address {
  street!: string;
}

const plain = { synchronize: false };
@Entity('r1', plain)
class BigOrNull {
  @PrimaryColumn() id!: string;
  @Column('bigint', { nullable: true }) minor!: number | null;
}
@Entity('r2', plain)
class NumericNumber {
  @PrimaryColumn() id!: string;
  @Column('numeric') minor!: number;
}
@Entity('r3', plain)
class TextNumber {
  @PrimaryColumn() id!: string;
  @Column('text') minor!: number;
}
@Entity('r4', plain)
class IntString {
  @PrimaryColumn() id!: string;
  @Column('int') minor!: string;
}
@Entity('r5', plain)
class Real {
  @PrimaryColumn() id!: string;
  @Column('real') minor!: number;
}
@Entity('r6', plain)
class Char {
  @PrimaryColumn() id!: string;
  @Column('char', { length: 3 }) code!: string;
}
@Entity('r7', plain)
class SimpleArray {
  @PrimaryColumn() id!: string;
  @Column('simple-array') tags!: string[];
}
@Entity('r8', plain)
class Interval {
  @PrimaryColumn() id!: string;
  @Column('interval') wait!: string;
}
@Entity('r9', plain)
class JsonClass {
  @PrimaryColumn() id!: string;
  @Column('jsonb') address!: Address;
}
@Entity('r10', plain)
class BigArray {
  @PrimaryColumn() id!: string;
  @Column('bigint', { array: true }) all!: number[];
}
@Entity('r11', plain)
class TwoKeys {
  @PrimaryColumn() a!: string;
  @PrimaryColumn() b!: string;
}
@Entity('r12', plain)
class DateKey {
  @PrimaryColumn('date') id!: string;
}
@Entity('r13', plain)
class GeneratedKey {
  @PrimaryGeneratedColumn() id!: number;
}
@Entity('r14', plain)
class Created {
  @PrimaryColumn() id!: string;
  @CreateDateColumn() at!: Date;
}
@Entity('r15', plain)
class Versioned {
  @PrimaryColumn() id!: string;
  @VersionColumn() version!: number;
}
@Entity('r16', plain)
class Related {
  @PrimaryColumn() id!: string;
  @ManyToOne(() => BigOrNull) other!: BigOrNull;
}
@Entity('r17', plain)
class Dot {
  @PrimaryColumn() id!: string;
  @Column('int', { name: 'a.b' }) minor!: number;
}
@Entity('r'.repeat(61), plain)
class Long {
  @PrimaryColumn() id!: string;
}
@ViewEntity({ name: 'r18', expression: 'SELECT 1 AS id', synchronize: false })
class View {
  @PrimaryColumn() id!: string;
}
@Entity('r19', plain)
class ReadOnly {
  @PrimaryColumn() id!: string;
  @Column({ type: 'int', update: false }) minor!: number;
}
@Entity('r20', plain)
class Stranger {
  @PrimaryColumn() id!: string;
}

const known = [
  BigOrNull,
  NumericNumber,
  TextNumber,
  IntString,
  Real,
  Char,
  SimpleArray,
  Interval,
  JsonClass,
  BigArray,
  TwoKeys,
  DateKey,
  GeneratedKey,
  Created,
  Versioned,
  Related,
  Dot,
  Long,
  View,
  ReadOnly,
];
const column = 'column-unsuitable';
const entity = 'entity-unsuitable';

test.each<Refusal>([
  { entity: BigOrNull, code: column, finding: 'does not say whether', advice: 'without null' },
  { entity: NumericNumber, code: column, finding: 'not exact as numbers', advice: 'a bigint column' },
  { entity: TextNumber, code: column, finding: 'a reload gives it as string', advice: 'Declare it so' },
  { entity: IntString, code: column, finding: 'a reload gives it as number', advice: 'Declare it so' },
  { entity: Real, code: column, finding: 'rounds a number', advice: 'double precision' },
  { entity: Char, code: column, finding: 'filled up with spaces', advice: 'varchar' },
  { entity: SimpleArray, code: column, finding: 'cut at their commas', advice: 'array: true' },
  { entity: Interval, code: column, finding: 'no such column', advice: 'as text' },
  { entity: JsonClass, code: column, finding: 'plain objects', advice: 'an interface' },
  { entity: BigArray, code: column, finding: 'no such array', advice: 'integer[]' },
  { entity: TwoKeys, code: entity, finding: '2 primary columns', advice: 'one key with a separator' },
  { entity: DateKey, code: entity, finding: 'its key id is of type date', advice: 'a plain column of type text' },
  { entity: GeneratedKey, code: entity, finding: 'id is filled by the database', advice: 'plain @Column' },
  { entity: Created, code: entity, finding: 'at is filled by', advice: 'meta.occurredAt' },
  { entity: Versioned, code: entity, finding: 'version is filled by', advice: 'plain @Column' },
  { entity: ReadOnly, code: entity, finding: 'minor is filled by', advice: 'plain @Column' },
  { entity: Related, code: entity, finding: 'relations (other)', advice: 'the id in a plain column' },
  { entity: Dot, code: entity, finding: '"a.b" is no name', advice: 'dots' },
  { entity: Long, code: entity, finding: 'more than the 63 bytes', advice: 'a shorter name' },
  { entity: View, code: entity, finding: 'of the kind "view"', advice: '@Entity' },
  {
    entity: Stranger,
    code: entity,
    finding: "no entity of the event store's DataSource",
    advice: 'of that DataSource',
  },
])('$entity.name stops the start: $finding', async ({ entity: readModel, code, finding, advice }) => {
  const dataSource = await example.connect(known);
  const tables = new GenerationTables(dataSource, 'daybook');
  const refused = await tables.ensure(projectionOf([readModel])).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code, message: expect.stringContaining(finding) });
  expect(refused).toMatchObject({ message: expect.stringContaining(advice) });
  expect(await dataSource.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'example%'`)).toEqual([]);
  await dataSource.destroy();
});
