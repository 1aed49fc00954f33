import { Aggregate, AggregateRoot, On, type Rule } from '@daybook/domain';
import { ParcelDelivered, ParcelPosted } from './events.js';

export type Whereabouts = 'nowhere' | 'on its way' | 'delivered';

const parcelMustBeOnItsWay = (whereabouts: Whereabouts): Rule => ({
  code: 'parcel-must-be-on-its-way',
  holds: whereabouts === 'on its way',
  message: `The parcel is ${whereabouts}.`,
});

@Aggregate('parcel')
export class Parcel extends AggregateRoot {
  whereabouts: Whereabouts = 'nowhere';
  recipient = '';

  post(recipient: string, grams: number): void {
    this.apply(ParcelPosted.of({ recipient, grams }));
  }

  deliver(): void {
    this.enforce(parcelMustBeOnItsWay(this.whereabouts));
    this.apply(ParcelDelivered.of({ signedBy: this.recipient }));
  }

  @On(ParcelPosted) protected posted(event: ParcelPosted): void {
    this.whereabouts = 'on its way';
    this.recipient = event.recipient;
  }

  @On(ParcelDelivered) protected delivered(): void {
    this.whereabouts = 'delivered';
  }
}
