// A script, not a module: runs where `first` and `second` are two copies of the library. What a class of one copy has
// been told must be known to the functions of the other, as when a package brings a copy of its own.
class Deposited extends first.DomainEvent {}
first.EventType('account.deposited')(Deposited);

class Account extends first.AggregateRoot {
  balanceMinor = 0;
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

JSON.stringify({
  balanceMinor: restored.balanceMinor,
  isEvent: second.isDomainEvent(event),
  isInstance: event instanceof second.DomainEvent,
  copies: first.installedCopies().length,
});
