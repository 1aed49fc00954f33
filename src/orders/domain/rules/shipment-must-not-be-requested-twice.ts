import type { Rule } from '@daybook/domain';

/** Carriers are asked once: two of them would come. */
export function shipmentMustNotBeRequestedTwice(isRequested: boolean): Rule {
  return {
    code: 'shipment-must-not-be-requested-twice',
    holds: !isRequested,
    message: 'A carrier was asked to fetch the goods already. Wait until they are handed over, or cancel the order.',
  };
}
