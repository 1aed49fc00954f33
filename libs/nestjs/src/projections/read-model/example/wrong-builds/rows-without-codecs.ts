import type { DataSource } from 'typeorm';
import { EveryType } from '../every-type.js';

/** Wrong builds: each reads rows back without codecs. */
export type ReadBack = (dataSource: DataSource, id: string) => Promise<object>;

/** As the driver gives them: a bigint is a string, whatever the property is. */
export const asTheDriverGives: ReadBack = async (dataSource, id) => {
  const [row] = await dataSource.query<object[]>('SELECT * FROM every_type WHERE id = $1', [id]);
  return row ?? {};
};

/** As JSON, whose numbers are those of JavaScript. */
export const asJson: ReadBack = async (dataSource, id) => {
  const [found] = await dataSource.query<{ row: object }[]>(
    'SELECT to_jsonb(every_type) AS row FROM every_type WHERE id = $1',
    [id],
  );
  return found?.row ?? {};
};

/** As TypeORM has it, with the entity's transformers and none of ours. @param dataSource one that is not read through */
export const asTypeOrmHasIt: ReadBack = (dataSource, id) => dataSource.getRepository(EveryType).findOneByOrFail({ id });
