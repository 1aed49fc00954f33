// A package of somebody's, written against a copy of @daybook/domain that lies in its own node_modules.
import {
  Aggregate,
  AggregateRoot,
  BusinessRuleViolation,
  DomainEvent,
  EncodedBy,
  EventType,
  On,
  StateType,
  ValueObject,
  dateTime,
  valueObject,
} from '@daybook/domain';

class Money extends ValueObject {}
StateType('money')(Money);

export class Deposited extends DomainEvent {}
EncodedBy(valueObject(Money))(Deposited.prototype, 'amount');
EncodedBy(dateTime)(Deposited.prototype, 'at');
EventType('vault.deposited')(Deposited);

export class Vault extends AggregateRoot {
  minor = 0;
  lastAt = undefined;

  deposit(minor) {
    if (minor <= 0) throw new BusinessRuleViolation('amount-must-be-positive', 'Give an amount above 0.');
    this.apply(Deposited.of({ amount: Money.of({ minor }), at: this.now }));
  }

  deposited({ amount, at }) {
    this.minor += amount.minor;
    this.lastAt = at;
  }
}
On(Deposited)(Vault.prototype, 'deposited');
Aggregate('vault')(Vault);
