import type { CommandDescription } from './command-description.js';
import { catalogAuditCommand } from './commands/catalog-audit.command.js';
import { catalogCheckCommand } from './commands/catalog-check.command.js';
import { catalogScaffoldCommand } from './commands/catalog-scaffold.command.js';
import { catalogWriteCommand } from './commands/catalog-write.command.js';
import { logHeadCommand } from './commands/log-head.command.js';
import { migrateCommand } from './commands/migrate.command.js';
import { migrateSqlCommand } from './commands/migrate-sql.command.js';
import { migrateStatusCommand } from './commands/migrate-status.command.js';
import { parkedDropCommand } from './commands/parked-drop.command.js';
import { parkedListCommand } from './commands/parked-list.command.js';
import { parkedRetryCommand } from './commands/parked-retry.command.js';
import { parkedShowCommand } from './commands/parked-show.command.js';
import { projectionsListCommand } from './commands/projections-list.command.js';
import { projectionsPauseCommand } from './commands/projections-pause.command.js';
import { projectionsResumeCommand } from './commands/projections-resume.command.js';
import { projectionsStatusCommand } from './commands/projections-status.command.js';
import { projectionsVerifyCommand } from './commands/projections-verify.command.js';
import { reactionsListCommand } from './commands/reactions-list.command.js';
import { reactionsStatusCommand } from './commands/reactions-status.command.js';
import { projectionsCancelCommand } from './commands/projections-cancel.command.js';
import { projectionsDropCommand } from './commands/projections-drop.command.js';
import { projectionsOrphansCommand } from './commands/projections-orphans.command.js';
import { projectionsProgressCommand } from './commands/projections-progress.command.js';
import { projectionsRebuildCommand } from './commands/projections-rebuild.command.js';
import { projectionsRehearseCommand } from './commands/projections-rehearse.command.js';
import { projectionsRetireCommand } from './commands/projections-retire.command.js';
import { projectionsRollbackCommand } from './commands/projections-rollback.command.js';
import { projectionsSwitchCommand } from './commands/projections-switch.command.js';
import { projectionsTakeOverCommand } from './commands/projections-take-over.command.js';
import { sagasEndCommand } from './commands/sagas-end.command.js';
import { sagasListCommand } from './commands/sagas-list.command.js';
import { sagasPauseCommand } from './commands/sagas-pause.command.js';
import { sagasPruneCommand } from './commands/sagas-prune.command.js';
import { sagasResumeCommand } from './commands/sagas-resume.command.js';
import { sagasRetryCommand } from './commands/sagas-retry.command.js';
import { sagasShowCommand } from './commands/sagas-show.command.js';
import { sagasSkipCommand } from './commands/sagas-skip.command.js';
import { snapshotsDropCommand } from './commands/snapshots-drop.command.js';
import { snapshotsListCommand } from './commands/snapshots-list.command.js';
import { snapshotsTakeCommand } from './commands/snapshots-take.command.js';
import { snapshotsVerifyCommand } from './commands/snapshots-verify.command.js';
import { storeAcceptIncarnationCommand } from './commands/store-accept-incarnation.command.js';
import { storeIncarnationsCommand } from './commands/store-incarnations.command.js';
import { streamsAbandonCommand } from './commands/streams-abandon.command.js';
import { streamsCopiesCommand } from './commands/streams-copies.command.js';
import { streamsCopyCommand } from './commands/streams-copy.command.js';
import { streamsExportCommand } from './commands/streams-export.command.js';
import { streamsImportCommand } from './commands/streams-import.command.js';
import { streamsShowCommand } from './commands/streams-show.command.js';

/** Every command, in the order of the help: what is read, explained and run comes from here alone. */
export function commandTable(defaultRole: string | undefined): readonly CommandDescription[] {
  return [
    migrateCommand(defaultRole),
    migrateStatusCommand,
    migrateSqlCommand,
    catalogWriteCommand,
    catalogCheckCommand,
    catalogScaffoldCommand,
    catalogAuditCommand,
    logHeadCommand,
    storeIncarnationsCommand,
    storeAcceptIncarnationCommand,
    streamsShowCommand,
    streamsExportCommand,
    streamsImportCommand,
    streamsCopyCommand,
    streamsCopiesCommand,
    streamsAbandonCommand,
    projectionsListCommand,
    projectionsStatusCommand,
    projectionsPauseCommand,
    projectionsResumeCommand,
    projectionsVerifyCommand,
    projectionsRebuildCommand,
    projectionsProgressCommand,
    projectionsCancelCommand,
    projectionsSwitchCommand,
    projectionsRollbackCommand,
    projectionsDropCommand,
    projectionsTakeOverCommand,
    projectionsRehearseCommand,
    projectionsOrphansCommand,
    projectionsRetireCommand,
    parkedListCommand,
    parkedShowCommand,
    parkedRetryCommand,
    parkedDropCommand,
    reactionsListCommand,
    reactionsStatusCommand,
    sagasListCommand,
    sagasShowCommand,
    sagasRetryCommand,
    sagasSkipCommand,
    sagasEndCommand,
    sagasPauseCommand,
    sagasResumeCommand,
    sagasPruneCommand,
    snapshotsListCommand,
    snapshotsTakeCommand,
    snapshotsDropCommand,
    snapshotsVerifyCommand,
  ];
}
