import {
  auditEventOf,
  type AuditActor,
  type AuditClass,
  type AuditEvent,
  type AuditItem,
} from '../../../shared/model/audit.ts';
import { alertKinds } from '../../../shared/alerts/alert.ts';
import type { SchemaChange } from '../../../shared/model/plan.ts';
import { retentionChoices } from '../../../shared/model/retention.ts';
import { runStateSchema, runTriggerSchema } from '../../../shared/model/run.ts';
import { en } from '../../i18n/en.ts';
import type { TextId, Translate } from '../../i18n/text.ts';
import { formatAmount, formatMoment } from '../../lib/format.ts';
import type { Locale } from '../../lib/locale.ts';
import { readableName, streamName } from '../../lib/names.ts';
import { runLooks, triggerWords } from '../runs/words.ts';

/** Words of every event. A new event without words is an error of types. */
export const eventWords: Readonly<Record<AuditEvent, TextId>> = {
  'alert.acknowledged': 'audit.event.alert.acknowledged',
  'alert.closed': 'audit.event.alert.closed',
  'alert.raised': 'audit.event.alert.raised',
  'alert.rules-saved': 'audit.event.alert.rules-saved',
  'alert.snoozed': 'audit.event.alert.snoozed',
  'batch.acknowledged': 'audit.event.batch.acknowledged',
  'batch.attempt-failed': 'audit.event.batch.attempt-failed',
  'batch.sent-again': 'audit.event.batch.sent-again',
  'batch.staged': 'audit.event.batch.staged',
  'connection.checked': 'audit.event.connection.checked',
  'connection.removed': 'audit.event.connection.removed',
  'connection.saved': 'audit.event.connection.saved',
  'connection.sign-in-begun': 'audit.event.connection.sign-in-begun',
  'connection.sign-in-failed': 'audit.event.connection.sign-in-failed',
  'connection.signed-in': 'audit.event.connection.signed-in',
  'evidence.made': 'audit.event.evidence.made',
  'export.config': 'audit.event.export.config',
  'export.list': 'audit.event.export.list',
  'export.support-bundle': 'audit.event.export.support-bundle',
  'flow.paused': 'audit.event.flow.paused',
  'flow.removed': 'audit.event.flow.removed',
  'flow.resumed': 'audit.event.flow.resumed',
  'flow.saved': 'audit.event.flow.saved',
  'installation.backed-up': 'audit.event.installation.backed-up',
  'installation.decided': 'audit.event.installation.decided',
  'installation.handed-over': 'audit.event.installation.handed-over',
  'installation.met-another': 'audit.event.installation.met-another',
  'installation.restored': 'audit.event.installation.restored',
  'installation.taken-back': 'audit.event.installation.taken-back',
  'message.channel-resumed': 'audit.event.message.channel-resumed',
  'message.channel-stopped': 'audit.event.message.channel-stopped',
  'message.dead-man-adopted': 'audit.event.message.dead-man-adopted',
  'message.dead-man-failed': 'audit.event.message.dead-man-failed',
  'message.dead-man-spoke': 'audit.event.message.dead-man-spoke',
  'message.decided': 'audit.event.message.decided',
  'message.failed': 'audit.event.message.failed',
  'message.gathered': 'audit.event.message.gathered',
  'message.given-up': 'audit.event.message.given-up',
  'message.incident-began': 'audit.event.message.incident-began',
  'message.incident-ended': 'audit.event.message.incident-ended',
  'message.posted': 'audit.event.message.posted',
  'message.replaced': 'audit.event.message.replaced',
  'message.tested': 'audit.event.message.tested',
  'message.click-recorded': 'audit.event.message.click-recorded',
  'message.click-refused': 'audit.event.message.click-refused',
  'message.undecided': 'audit.event.message.undecided',
  'gone.asked': 'audit.event.gone.asked',
  'gone.confirmed': 'audit.event.gone.confirmed',
  'held.dismissed': 'audit.event.held.dismissed',
  'held.released': 'audit.event.held.released',
  'held.reopened': 'audit.event.held.reopened',
  'network.saved': 'audit.event.network.saved',
  'resync.asked': 'audit.event.resync.asked',
  'resync.confirmed': 'audit.event.resync.confirmed',
  'resync.ended': 'audit.event.resync.ended',
  'resync.paused': 'audit.event.resync.paused',
  'resync.resumed': 'audit.event.resync.resumed',
  'resync.started': 'audit.event.resync.started',
  'resync.stopped': 'audit.event.resync.stopped',
  'rejected.dismissed': 'audit.event.rejected.dismissed',
  'rejected.reopened': 'audit.event.rejected.reopened',
  'replay.ended': 'audit.event.replay.ended',
  'replay.started': 'audit.event.replay.started',
  'proof.signed-off': 'audit.event.proof.signed-off',
  'proof.taken-back': 'audit.event.proof.taken-back',
  'proof.tied-out': 'audit.event.proof.tied-out',
  'retention.saved': 'audit.event.retention.saved',
  'retention.swept': 'audit.event.retention.swept',
  'retention.trail-saved': 'audit.event.retention.trail-saved',
  'retention.trail-swept': 'audit.event.retention.trail-swept',
  'run.ended': 'audit.event.run.ended',
  'run.interrupted': 'audit.event.run.interrupted',
  'run.rate-limited': 'audit.event.run.rate-limited',
  'run.requests': 'audit.event.run.requests',
  'run.rules-applied': 'audit.event.run.rules-applied',
  'run.started': 'audit.event.run.started',
  'schema.changed': 'audit.event.schema.changed',
  'totals.compared': 'audit.event.totals.compared',
  'totals.differences-named': 'audit.event.totals.differences-named',
  'write-back.approved': 'audit.event.write-back.approved',
  'write-back.dismissed': 'audit.event.write-back.dismissed',
  'write-back.ended': 'audit.event.write-back.ended',
  'write-back.proposed': 'audit.event.write-back.proposed',
  'write-back.set': 'audit.event.write-back.set',
  'webhooks.address-renewed': 'audit.event.webhooks.address-renewed',
  'webhooks.rung-again': 'audit.event.webhooks.rung-again',
  'webhooks.saved': 'audit.event.webhooks.saved',
  'webhooks.secret-saved': 'audit.event.webhooks.secret-saved',
  'webhooks.subscribed': 'audit.event.webhooks.subscribed',
  'webhooks.unsubscribed': 'audit.event.webhooks.unsubscribed',
};

export const classWords: Readonly<Record<AuditClass, TextId>> = {
  run: 'audit.class.run',
  alert: 'audit.class.alert',
  batch: 'audit.class.batch',
  message: 'audit.class.message',
  totals: 'audit.class.totals',
  'write-back': 'audit.class.write-back',
  resync: 'audit.class.resync',
  proof: 'audit.class.proof',
  schema: 'audit.class.schema',
  flow: 'audit.class.flow',
  connection: 'audit.class.connection',
  network: 'audit.class.network',
  webhooks: 'audit.class.webhooks',
  rejected: 'audit.class.rejected',
  held: 'audit.class.held',
  gone: 'audit.class.gone',
  replay: 'audit.class.replay',
  retention: 'audit.class.retention',
  evidence: 'audit.class.evidence',
  export: 'audit.class.export',
  installation: 'audit.class.installation',
};

const schemaWords: Readonly<Record<SchemaChange['kind'], TextId>> = {
  'add-columns': 'audit.schema.add-columns',
  'create-schema': 'audit.schema.create-schema',
  'create-table': 'audit.schema.create-table',
  'create-volume': 'audit.schema.create-volume',
  'widen-column': 'audit.schema.widen-column',
};

const placeWords: Readonly<Record<AuditActor['where'], TextId>> = {
  window: 'audit.where.window',
  'command-line': 'audit.where.command-line',
  schedule: 'audit.where.schedule',
  background: 'audit.where.background',
};

/** Who did it: the account of a person, or the app. */
export function actorWord(actor: AuditActor | null, text: Translate): string {
  if (actor === null) return text('audit.who.unknown');
  return actor.kind === 'app' ? text('audit.who.app') : actor.account;
}

/** Where it was asked for: in a window, at the command line, by the schedule; empty where that was not written down. */
export function placeWord(actor: AuditActor | null, text: Translate): string {
  return actor === null ? '' : text(placeWords[actor.where]);
}

/** What happened, in the reader's words; an event of a newer version goes by its technical name. */
export function eventWord(item: AuditItem, text: Translate): string {
  const event = auditEventOf(item.event);
  if (event === undefined) return item.event;
  const kind = Object.entries(schemaWords).find(([name]) => name === item.details['kind']);
  return text(event === 'schema.changed' && kind !== undefined ? kind[1] : eventWords[event]);
}

/** What it happened to, by the name that people know; the id where nothing else is known. */
export function subjectWord(item: AuditItem, text: Translate, locale: Locale): string {
  const { about } = item;
  const at = about.run === null ? '' : formatMoment(about.run.startedAtUtc, locale);
  const flow = about.flow?.name ?? '';
  if (item.event.startsWith('network.')) return text('audit.about.network');
  if (item.event.startsWith('webhooks.') && item.subject === 'webhooks') return text('audit.about.webhooks');
  if (item.event.startsWith('retention.trail-')) return text('audit.title');
  if (item.event.startsWith('retention.')) return text('audit.about.retention');
  if (item.event.startsWith('alert.') && about.flow === null) return text('audit.about.installation');
  if (item.event.startsWith('installation.') && about.flow === null) return text('audit.about.installation');
  if (about.message !== null) return about.message.label;
  if (item.event.startsWith('export.')) return text('audit.about.export');
  if (about.streamLabel !== null) {
    const batch = item.event.startsWith('batch.');
    return [batch ? text('audit.about.batch', { stream: about.streamLabel }) : about.streamLabel, flow].join(' · ');
  }
  if (about.run !== null) return `${text('audit.about.run', { at })} · ${flow}`;
  if (about.flow !== null) return about.flow.exists ? flow : text('audit.about.removed', { name: flow });
  return about.connection ?? item.subject;
}

/** The name of a detail. */
export function detailName(name: string, text: Translate): string {
  const id = `audit.detail.${name}`;
  return isText(id) ? text(id) : readableName(name);
}

/** Details that are moments. */
const moments = [
  'began',
  'before',
  'finishedBefore',
  'from',
  'lastSuccess',
  'postedAt',
  'readAt',
  'since',
  'to',
  'until',
  'waitedUntil',
];

/** A single value of the details, exact: numbers grouped, yes and no, states in words. */
export function plainValue(name: string, value: string | number | boolean | null, words: Words): string {
  const { text, locale } = words;
  if (value === null || value === '') return text('audit.nothing');
  if (typeof value === 'boolean') return text(value ? 'audit.yes' : 'audit.no');
  if (typeof value === 'number') return formatAmount(String(value), '', locale);
  if (['stream', 'streams', 'id'].includes(name)) return streamName(value, locale.language);
  if (moments.includes(name)) return formatMoment(value, locale);
  if (name === 'keep' || name === 'keptBefore') {
    const keep = retentionChoices.find((one) => one === value);
    if (keep !== undefined) return text(`retention.keep.${keep}`);
  }
  if (name === 'kind') {
    const kind = alertKinds.find((one) => one === value);
    if (kind !== undefined) return text(`alerts.kind.${kind}`);
  }
  if (name === 'trigger') {
    const trigger = runTriggerSchema.options.find((one) => one === value);
    if (trigger !== undefined) return text(triggerWords[trigger]);
  }
  if (name === 'state') {
    const state = runStateSchema.options.find((one) => one === value);
    if (state !== undefined) return text(runLooks[state].word);
  }
  return value;
}

export interface Words {
  readonly text: Translate;
  readonly locale: Locale;
}

/** Details that are ids, hashes or SQL: they are for the panel and say nothing on a line. */
const idNames: readonly string[] = [
  'run',
  'alert',
  'flow',
  'payload',
  'sql',
  'kind',
  'sequence',
  'channel',
  'ts',
  'message',
  'user',
];

/** The details that fit on a line: values that stand alone, and how many there are of those that do not. */
export function detailLine(item: AuditItem, words: Words): string {
  return Object.entries(item.details)
    .flatMap(([name, value]) => {
      if (idNames.includes(name) || (name === 'rule' && item.about.message !== null)) return [];
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [];
      const shown = Array.isArray(value) ? plainValue(name, value.length, words) : plainValue(name, value, words);
      return value === null ? [] : [`${detailName(name, words.text)}: ${shown}`];
    })
    .join(' · ');
}

function isText(id: string): id is TextId {
  return Object.hasOwn(en, id);
}
