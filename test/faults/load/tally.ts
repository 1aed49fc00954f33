import { randomUUID } from 'node:crypto';
import { type EventMetadata, On } from '@daybook/domain';
import { HandlerProjection, Projection } from '@daybook/nestjs';
import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { Credited } from './credited.js';

/** Nothing in it hinders who writes an event twice. */
@Entity({ name: 'tallied', synchronize: false })
export class Tallied {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') position!: number;
  @Column('text') worker!: string;
}

/** Writes down each event, every minute. */
@Projection('tally', { version: 1, readModel: Tallied, mode: { scheduled: '* * * * *' }, batchSize: 10 })
export class Tally extends HandlerProjection {
  static worker = '';
  /** Called with each event that is handled. */
  static handling: () => void = () => undefined;

  @On(Credited) async credited(_event: Credited, { position }: EventMetadata, manager: EntityManager): Promise<void> {
    Tally.handling();
    await manager.insert(Tallied, { id: randomUUID(), position, worker: Tally.worker });
  }
}
