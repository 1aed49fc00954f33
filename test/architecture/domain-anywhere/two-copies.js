// A script, not a module: runs where `first` and `second` are two copies of the library. What a class of one copy has
// been told must be known to the functions of the other, as when a package brings a copy of its own.
class Deposited extends first.DomainEvent {}
first.EventType('account.deposited')(Deposited);

class Money extends first.ValueObject {}
first.StateType('money')(Money);

class Account extends first.AggregateRoot {
  balanceMinor = 0;
  limit = Money.of({ minor: 50 });
  deposit(amountMinor) {
    this.apply(Deposited.of({ amountMinor }));
  }
  deposited(event) {
    this.balanceMinor += event.amountMinor;
  }
}
first.On(Deposited)(Account.prototype, 'deposited');
first.Aggregate('account')(Account);

const decided = second.createAggregate(Account, 'a-1');
second.decide(decided, { now: new Date(0) }, (account) => account.deposit(5));
const [{ event, ...meta }] = second.changesOf(decided);

const read = second.createAggregate(Account, 'a-1');
second.replay(read, second.eventFromJson(second.eventDefinitionOf(Deposited), { amountMinor: 5 }), meta);

const restored = first.createAggregate(Account, 'a-1');
first.restoreState(restored, second.captureState(read), 1);
second.checkAggregate(Account);
const restoredByOther = second.createAggregate(Account, 'a-1');
second.restoreState(restoredByOther, first.captureState(read), 1);

const violation = new first.BusinessRuleViolation('account-must-be-open', 'It is closed.');

JSON.stringify({
  balanceMinor: restored.balanceMinor,
  isEvent: second.isDomainEvent(event),
  isInstance: event instanceof second.DomainEvent,
  isViolation: second.isBusinessRuleViolation(violation),
  isLimit: restoredByOther.limit.equals(restored.limit),
  copies: first.installedCopies().length,
});
