import { given } from '@daybook/testing';
import { LockerGivenBack, LockerRented } from './events';
import { Locker } from './locker';

const rented = LockerRented.of({ tenant: 'Ada', size: 'small' });

test('a free locker can be rented', () => {
  given(Locker, rented, LockerGivenBack.of({}))
    .when((locker) => locker.rent('Bob', 'small'))
    .then(LockerRented.of({ tenant: 'Bob', size: 'small' }));
});

test('a rented locker is nobody else’s', () => {
  given(Locker, rented)
    .when((locker) => locker.rent('Bob', 'small'))
    .refuses('locker-must-be-free');
});
