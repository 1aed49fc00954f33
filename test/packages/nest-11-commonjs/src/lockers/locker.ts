import { Aggregate, AggregateRoot, On, type Rule } from '@daybook/domain';
import { LockerGivenBack, LockerRented } from './events';

const lockerMustBeFree = (tenant: string | undefined): Rule => ({
  code: 'locker-must-be-free',
  holds: tenant === undefined,
  message: 'Somebody else has rented the locker.',
});

@Aggregate('locker')
export class Locker extends AggregateRoot {
  tenant: string | undefined;

  rent(tenant: string, size: 'small' | 'large'): void {
    this.enforce(lockerMustBeFree(this.tenant));
    this.apply(LockerRented.of({ tenant, size }));
  }

  giveBack(): void {
    if (this.tenant !== undefined) this.apply(LockerGivenBack.of({}));
  }

  @On(LockerRented) protected rented(event: LockerRented): void {
    this.tenant = event.tenant;
  }

  @On(LockerGivenBack) protected givenBack(): void {
    this.tenant = undefined;
  }
}
