import { actorNow, systemIdentity, type Identity } from '../ports/actor.ts';
import { AlertRows } from './alerts.ts';
import { AuditRows } from './audit.ts';
import { TombstoneRow } from './audit-tombstone.ts';
import { BatchRows } from './batches.ts';
import { ChannelStopRows } from './channel-stops.ts';
import { BookRows } from './book.ts';
import { ConnectionRows } from './connections.ts';
import { openDatabase, type Database, type StoreCondition } from './database.ts';
import { DecisionRows } from './decisions.ts';
import { DimensionRows } from './dimensions.ts';
import { DigestTimeRows } from './digest-times.ts';
import { DocumentChanges } from './document-changes.ts';
import { DocumentRows } from './documents.ts';
import { DraftRows } from './drafts.ts';
import { EvidenceRows } from './evidence.ts';
import { FlowRows } from './flows.ts';
import { MessageProblems } from './message-problems.ts';
import { MessageLists } from './message-lists.ts';
import { MessageRetentionRows } from './message-retention.ts';
import { MessageRows } from './messages.ts';
import { HealthRows } from './health.ts';
import { HeldRows } from './held.ts';
import { FactRows } from './record-facts.ts';
import { VersionRows } from './record-versions.ts';
import { RecordRows } from './records.ts';
import { RejectedRows } from './rejected.ts';
import { ResyncRows } from './resyncs.ts';
import { ReplayRows } from './replays.ts';
import { PeriodRows } from './period-records.ts';
import { RetentionRows } from './retention.ts';
import { RuleStateRows } from './rule-states.ts';
import { OldRunRows } from './old-runs.ts';
import { RunRequestRows } from './run-requests.ts';
import { RunRetentionRows } from './run-retention.ts';
import { Readings } from './readings.ts';
import { RunRows } from './runs.ts';
import { SecretRows } from './secrets.ts';
import { StreamStateRows } from './stream-states.ts';
import { SignOffRows } from './sign-offs.ts';
import { TieOutRows } from './tie-outs.ts';
import { ValueRows } from './values.ts';
import { WriteBackRows } from './write-backs.ts';
import { WaitingReaderRows } from './waiting-readers.ts';
import { WebhookEventRows } from './webhook-events.ts';
import { WebhookRejectionRows } from './webhook-rejections.ts';

/** The data file by table. Only the engine's thread holds one. */
export interface Store {
  readonly condition: StoreCondition;
  readonly connections: ConnectionRows;
  readonly secrets: SecretRows;
  readonly flows: FlowRows;
  readonly drafts: DraftRows;
  readonly streams: StreamStateRows;
  readonly runs: RunRows;
  readonly readings: Readings;
  readonly documents: DocumentRows;
  readonly documentChanges: DocumentChanges;
  readonly batches: BatchRows;
  readonly book: BookRows;
  readonly ruleStates: RuleStateRows;
  readonly rejected: RejectedRows;
  readonly dimensions: DimensionRows;
  readonly held: HeldRows;
  readonly replays: ReplayRows;
  readonly records: RecordRows;
  readonly versions: VersionRows;
  readonly facts: FactRows;
  readonly requests: RunRequestRows;
  readonly retention: RetentionRows;
  readonly runRetention: RunRetentionRows;
  readonly oldRuns: OldRunRows;
  readonly resyncs: ResyncRows;
  readonly messages: MessageRows;
  readonly messageLists: MessageLists;
  readonly messageRetention: MessageRetentionRows;
  readonly channelStops: ChannelStopRows;
  readonly messageProblems: MessageProblems;
  readonly digestTimes: DigestTimeRows;
  readonly health: HealthRows;
  readonly decisions: DecisionRows;
  readonly periodRecords: PeriodRows;
  readonly tieOuts: TieOutRows;
  readonly alerts: AlertRows;
  readonly signOffs: SignOffRows;
  readonly audit: AuditRows;
  readonly evidence: EvidenceRows;
  readonly tombstone: TombstoneRow;
  readonly values: ValueRows;
  readonly waitingReaders: WaitingReaderRows;
  readonly webhookEvents: WebhookEventRows;
  readonly webhookRejections: WebhookRejectionRows;
  readonly writeBacks: WriteBackRows;
  transaction<T>(work: () => T): T;
  /** As `Database` has them. */
  readonly file: Pick<Database, 'copyTo' | 'despiteRest'>;
  close(): void;
}

/** Opens the data file (`:memory:` for tests). Throws STORE_UNUSABLE if it cannot be opened at all. */
export function openStore(file: string, identity: Identity = systemIdentity()): Store {
  const db: Database = openDatabase(file);
  const secrets = new SecretRows(db);
  const requests = new RunRequestRows(db);
  const documentChanges = new DocumentChanges();
  return {
    condition: db.condition,
    secrets,
    connections: new ConnectionRows(db, secrets),
    flows: new FlowRows(db),
    drafts: new DraftRows(db),
    streams: new StreamStateRows(db),
    runs: new RunRows(db),
    readings: new Readings(db),
    documentChanges,
    documents: new DocumentRows(db, documentChanges),
    batches: new BatchRows(db),
    book: new BookRows(db),
    ruleStates: new RuleStateRows(db),
    rejected: new RejectedRows(db),
    dimensions: new DimensionRows(db),
    held: new HeldRows(db),
    replays: new ReplayRows(db),
    records: new RecordRows(db),
    versions: new VersionRows(db),
    facts: new FactRows(db, documentChanges),
    requests,
    retention: new RetentionRows(db),
    runRetention: new RunRetentionRows(db),
    oldRuns: new OldRunRows(db),
    resyncs: new ResyncRows(db),
    messages: new MessageRows(db),
    messageLists: new MessageLists(db),
    messageRetention: new MessageRetentionRows(db),
    channelStops: new ChannelStopRows(db),
    messageProblems: new MessageProblems(db),
    digestTimes: new DigestTimeRows(db),
    health: new HealthRows(db),
    decisions: new DecisionRows(db),
    evidence: new EvidenceRows(db),
    tombstone: new TombstoneRow(db),
    audit: new AuditRows(db, () => actorNow(identity)),
    periodRecords: new PeriodRows(db),
    tieOuts: new TieOutRows(db),
    alerts: new AlertRows(db),
    signOffs: new SignOffRows(db),
    values: new ValueRows(db),
    waitingReaders: new WaitingReaderRows(db),
    webhookEvents: new WebhookEventRows(db),
    webhookRejections: new WebhookRejectionRows(db),
    writeBacks: new WriteBackRows(db),
    transaction: (work) => db.transaction(work),
    file: db,
    close: () => {
      requests.flush();
      db.close();
    },
  };
}
