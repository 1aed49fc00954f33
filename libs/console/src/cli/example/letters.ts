import { DomainEvent, EventType, On, PersonalData } from '@daybook/domain';
import { FoldProjection, Projection, Reaction } from '@daybook/nestjs';
import { IsString } from 'class-validator';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@EventType('letter.sent')
export class LetterSent extends DomainEvent<'letter.sent'> {
  @PersonalData() @IsString() readonly to!: string;
  @IsString() readonly subject!: string;
}

@Entity({ name: 'letters', synchronize: false })
export class Letter {
  @PrimaryColumn('text') id!: string;
  @Column('text') subject!: string;
}

/** Stumbles over one subject, until it is mended. */
@Projection('letters', { version: 1, readModel: Letter, retry: { attempts: 1 } })
export class Letters extends FoldProjection<Letter> {
  static mended = false;
  initial(id: string): Letter {
    return Object.assign(new Letter(), { id, subject: '' });
  }
  @On(LetterSent) sent(row: Letter, { subject }: LetterSent): void {
    if (subject === 'illegible' && !Letters.mended) throw new Error('Cannot read \u001b[31mthis');
    row.subject = subject;
  }
}

@Entity({ name: 'letters_by_night', synchronize: false })
export class LetterByNight extends Letter {}

@Projection('letters-by-night', { version: 1, readModel: LetterByNight, mode: { scheduled: '0 3 * * *' } })
export class LettersByNight extends FoldProjection<LetterByNight> {
  initial(id: string): LetterByNight {
    return Object.assign(new LetterByNight(), { id, subject: '' });
  }
  @On(LetterSent) sent(row: LetterByNight, { subject }: LetterSent): void {
    row.subject = subject;
  }
}

/** Does nothing but hear of letters. */
@Reaction('stamp-letters', { from: 'beginning' })
export class StampLetters {
  @On(LetterSent) sent(): void {
    // It is enough that it was called.
  }
}
