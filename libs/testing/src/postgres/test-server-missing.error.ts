import { DaybookError } from '@daybook/domain';

/** A test asked for a database outside of a run that has a server. */
export class TestServerMissing extends DaybookError {
  readonly code = 'test-server-missing';

  constructor() {
    super(
      'There is no PostgreSQL server for the tests: neither DAYBOOK_TEST_SERVER nor DAYBOOK_TEST_DATABASE_URL is set. ' +
        "Name '@daybook/testing/global-setup' and '@daybook/testing/global-teardown' in Jest's configuration, or give " +
        'the URL of a server on which databases may be created.',
    );
  }
}
