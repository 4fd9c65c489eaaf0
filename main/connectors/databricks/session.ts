import type { ErrorPhase } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { DatabricksApi } from './api.ts';
import { Completions } from './completions.ts';
import { VolumeFiles } from './files.ts';
import { readSettings, requireTarget, type Settings } from './settings.ts';
import type { Place } from './sql/names.ts';
import type { Statement } from './sql/statement.ts';
import { StatementRunner, type ResultRow } from './statements.ts';

/** All that the parts of the connector share: one connection's clients. */
export interface Session {
  readonly context: ConnectorContext;
  readonly settings: Settings;
  readonly place: Place;
  readonly api: DatabricksApi;
  readonly runner: StatementRunner;
  readonly files: VolumeFiles;
  readonly completions: Completions;
}

/** Opens a session; nothing is sent yet. Throws DATABRICKS_SETTING_INVALID. */
export function openSession(context: ConnectorContext): Session {
  const settings = readSettings(context.connection);
  requireTarget(settings);
  const api = new DatabricksApi(context, settings);
  const runner = new StatementRunner(api, context);
  return {
    context,
    settings,
    place: settings.place,
    api,
    runner,
    files: new VolumeFiles(api),
    completions: new Completions(runner, settings.place, context.clock),
  };
}

/** Runs a statement that only reads: it is cancelled when the caller gives up. */
export async function query(
  session: Session,
  statement: Statement,
  scope: { readonly phase: ErrorPhase; readonly signal: AbortSignal },
): Promise<readonly ResultRow[]> {
  return await session.runner.run(statement, { ...scope, cancelOnAbort: true });
}
