import { Projection } from '@daybook/nestjs';
import { AccountOwner } from './account-owner.js';
import { OwnerExposure } from './owner-exposure.js';
import { OwnerExposuresOfAccounts } from './owner-exposures.js';

/** Brought up to date in the transaction of each booking, where a rule decides by it. */
@Projection('owner-exposure', {
  version: 1,
  readModel: [OwnerExposure, AccountOwner],
  mode: 'inline',
  categories: ['account'],
})
export class OwnerExposures extends OwnerExposuresOfAccounts {}
