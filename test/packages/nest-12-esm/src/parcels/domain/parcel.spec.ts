import { given } from '@daybook/testing';
import { test } from '@jest/globals';
import { ParcelDelivered, ParcelPosted } from './events.js';
import { Parcel } from './parcel.js';

const posted = ParcelPosted.of({ recipient: 'Ada', grams: 250 });

test('a parcel is handed over to its recipient', () => {
  given(Parcel, posted)
    .when((parcel) => parcel.deliver())
    .then(ParcelDelivered.of({ signedBy: 'Ada' }));
});

test('a parcel is delivered once', () => {
  given(Parcel, posted, ParcelDelivered.of({}))
    .when((parcel) => parcel.deliver())
    .refuses('parcel-must-be-on-its-way');
});
