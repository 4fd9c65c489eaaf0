import { AppError } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { Source, SourceStream } from '../../ports/source.ts';
import { checkConnection } from './check.ts';
import { WorkdayClient, type Answer } from './client.ts';
import { cheapRead, readKeys, readWindow } from './read.ts';
import { readSettings, type Settings } from './settings.ts';
import { streamSpecs, type StreamSpec } from './streams/streams.ts';
import { utcInstant } from './xml/values.ts';
import { pinnedMoment, planWindow } from './windows.ts';

const streams: readonly SourceStream[] = streamSpecs.map(({ id, label, noun, windowKind, rangeBy }) => ({
  id,
  label,
  noun,
  windowKind,
  rangeBy,
}));

/** Throws WORKDAY_STREAM_UNKNOWN. */
function specOf(streamId: string): StreamSpec {
  const spec = streamSpecs.find(({ id }) => id === streamId);
  if (spec === undefined) {
    throw new AppError('WORKDAY_STREAM_UNKNOWN', 'config', { phase: 'read', details: { stream: streamId } });
  }
  return spec;
}

/**
 * Workday as a source. Settings are read at the first call, so that a connection with a mistake can still be opened, and a
 * check can say what is wrong. Throws WORKDAY_*, HTTP_*, VAULT_SECRET_MISSING and ENGINE_WINDOW_MOVED as the port says.
 */
export function createWorkdaySource(context: ConnectorContext): Source {
  let opened: { settings: Settings; client: WorkdayClient } | undefined;
  const open = (): { settings: Settings; client: WorkdayClient } => {
    if (opened === undefined) {
      const settings = readSettings(context.connection);
      opened = { settings, client: new WorkdayClient(context, settings) };
    }
    return opened;
  };
  const pinned = async (spec: StreamSpec, signal: AbortSignal): Promise<string> => {
    const { settings, client } = open();
    return pinnedMoment(serverMoment(await cheapRead(client, spec, signal)), settings);
  };
  return {
    streams,
    check: (streamIds, signal) => checkConnection({ context, open, specs: streamIds.map(specOf), signal }),
    async openWindow(streamId, request, signal) {
      const spec = specOf(streamId);
      return planWindow(spec, request, { asOf: await pinned(spec, signal), settings: open().settings });
    },
    async *read(streamId, window, signal) {
      yield* readWindow(open().client, specOf(streamId), window, signal);
    },
    async *readByKey(streamId, keys, signal) {
      if (keys.length === 0) return;
      const spec = specOf(streamId);
      yield* readKeys(open().client, spec, { keys, asOf: await pinned(spec, signal), signal });
    },
    close: () => Promise.resolve(),
  };
}

/** The moment that the server echoed, which is its own where none was asked for; else its `Date` header. Never this machine's clock. */
function serverMoment(answer: Answer): string {
  const echoed = answer.facts.asOf === null ? null : utcInstant(answer.facts.asOf);
  if (echoed !== null && !Number.isNaN(Date.parse(echoed)) && echoed.endsWith('Z')) return echoed;
  if (answer.serverDate !== null) return answer.serverDate;
  throw new AppError('WORKDAY_ANSWER_UNREADABLE', 'transient', {
    phase: 'read',
    details: { operation: answer.facts.body ?? '', reason: 'it does not say what time it is' },
  });
}
