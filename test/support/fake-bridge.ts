import '../../renderer/lib/zod-jitless.ts';
import type { Bridge, Result } from '../../shared/contract/bridge.ts';
import {
  contract,
  isMethodName,
  type InputOf,
  type MethodName,
  type OutputOf,
} from '../../shared/contract/contract.ts';
import type { AppEvent, EventPayload } from '../../shared/contract/events.ts';
import type { Run } from '../../shared/model/run.ts';
import { defaultRetention, type RetentionChoice } from '../../shared/model/retention.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import { authError, flowOf, minutesFromNow, overviewOf, previewOf, runOf, type Overview } from './fake-data.ts';
import { olderRun, runningRun, startFlow, startRunOf, type Scenario } from './fake-runs.ts';
import { slackConnection, slackIntegration, slackOverview, slackRun, slackSystem } from './fake-slack-flow.ts';
import { healthOf } from './fake-health.ts';
import { proofAnswers } from './fake-proof.ts';
import { messageAnswers } from './fake-messaging.ts';
import { backupAnswers } from './fake-backup.ts';
import { auditAnswers } from './fake-audit.ts';
import { recordAnswers } from './fake-records.ts';
import { replayAnswers } from './fake-replay.ts';
import { heldAnswers } from './fake-held.ts';
import { resyncAnswers } from './fake-resync.ts';
import { olderRuns, removedRunOf, runRemovedError, retentionOf } from './fake-retention.ts';
import { webhookAnswers } from './fake-webhooks.ts';
import { writeBackAnswers } from './fake-write-back-screens.ts';
import { alertAnswers } from './fake-alerts.ts';
import { diagnosticsAnswers } from './fake-diagnostics.ts';
import { signInAnswers } from './fake-sign-in.ts';
import {
  exactCompanies,
  exactConnection,
  exactForecast,
  exactIntegration,
  exactOverview,
  exactPractice,
  exactRun,
  exactSignIn,
} from './fake-exact.ts';
import { exactSystem } from '../../shared/systems/exact.ts';
import { checkSteps, connectionsOf, integrations, practiceOf, systems } from './fake-systems.ts';

type Handlers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

/** In memory, for tests of the screens only: answers are validated by the contract like those of the app. */
export class FakeBridge implements Bridge {
  readonly calls: { method: string; input: unknown }[] = [];
  readonly #listeners = new Set<(event: AppEvent) => void>();
  #sequence = 0;
  #flows: Overview[];
  #runs: Run[];
  #connections = connectionsOf();
  #drafts: OutputOf<'drafts.list'> = [];
  readonly #scenario: Scenario;
  #practice = practiceOf(false);
  #settings: OutputOf<'settings.get'> = defaultSettings;
  #keep: RetentionChoice = defaultRetention.keep;
  #store: OutputOf<'app.info'>['store'];
  #vault: OutputOf<'app.info'>['vault'];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#runs =
      scenario === 'first-start'
        ? []
        : [startRunOf(scenario), ...Array.from({ length: 40 }, (_, index) => olderRun(index))];
    this.#flows = scenario === 'first-start' ? [] : [startFlow(scenario, this.#runs[0] ?? null)];
    if (scenario === 'first-start') this.#connections = [];
    if (scenario === 'messages') {
      this.#flows = [slackOverview(), ...this.#flows];
      this.#runs = [slackRun(), ...this.#runs];
      this.#connections = [...this.#connections, slackConnection];
    }
    if (scenario === 'exact') {
      this.#flows = [exactOverview(), ...this.#flows];
      this.#runs = [exactRun, ...this.#runs];
      this.#connections = [exactConnection, ...this.#connections];
    }
    this.#store =
      scenario === 'read-only'
        ? { state: 'read-only', reason: 'The check of the data file found damage.' }
        : { state: 'ready', reason: null };
    this.#vault = { kind: 'passphrase', state: scenario === 'locked' ? 'locked' : 'open', reason: null };
  }

  call(method: string, input: unknown): Promise<Result> {
    this.calls.push({ method, input });
    if (!isMethodName(method)) throw new Error(`not in the contract: ${method}`);
    const parsed = contract[method].input.parse(input);
    const handler = this.#handlers[method] as ((input: unknown) => unknown) | undefined;
    if (handler === undefined) throw new Error(`the fake does not answer ${method}`);
    try {
      return Promise.resolve({ ok: true, value: contract[method].output.parse(handler(parsed)) });
    } catch (error) {
      if (error instanceof Refusal) return Promise.resolve({ ok: false, error: error.dto });
      throw error;
    }
  }

  subscribe(_after: unknown, listener: (event: AppEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** What tests use to make something happen. */
  publish(payload: EventPayload): void {
    this.#sequence += 1;
    for (const listener of this.#listeners) listener({ sequence: this.#sequence, epoch: 'fake', payload });
  }

  /** Ends the run under way, as the engine would. */
  finishRun(): void {
    const done = runOf(this.#runs[0]?.id ?? 'run-1');
    this.#runs[0] = done;
    this.#flows = this.#flows.map(() => overviewOf(done));
    this.publish({ topic: 'run', subject: done.id, run: done });
  }

  readonly #handlers: Handlers = {
    ...alertAnswers(
      () => this.#scenario === 'alerts',
      () => {
        this.publish({ topic: 'changed', subject: 'alerts' });
      },
    ),
    'app.info': () => ({
      version: '0.1.0',
      host: 'web',
      attached: false,
      dataFolder: '/home/operator/.local/share/ml-connector',
      locale: 'en-US',
      versions: { node: '24.21.0', platform: 'linux x64' },
      logFolder: '/home/operator/.local/share/ml-connector/logs',
      dataBytes: 243_800_000,
      store: this.#store,
      vault: this.#vault,
      practice: this.#practice.running,
    }),
    'settings.get': () => this.#settings,
    'settings.set': (part) => {
      this.#settings = { ...this.#settings, ...(part as Partial<OutputOf<'settings.get'>>) };
      return this.#settings;
    },
    'network.get': () => ({
      proxy: { kind: 'address', address: 'http://proxy.example.com:8080', username: 'svc-ml-connector' },
      extraCaFile: '/etc/ssl/company-root.pem',
      hasPassword: true,
      passwordReplacedAtUtc: minutesFromNow(-4000),
      followsPac: true,
      extraCas: [{ name: 'Company Root', issuer: 'Company Root', validToUtc: '2035-01-01T00:00:00.000Z' }],
      extraCaError: null,
      way: {
        host: 'tenant.example.com',
        proxy: 'proxy.example.com:8080',
        text: 'Through the proxy proxy.example.com:8080',
        error: null,
      },
    }),
    ...backupAnswers(
      (rest) => {
        const reason = 'This installation was handed over to another computer and only looks.';
        this.#store = rest === null ? { state: 'ready', reason: null } : { state: 'read-only', reason };
        this.publish({ topic: 'changed', subject: 'installation' });
      },
      (checkId) => {
        this.publish({ topic: 'check', subject: checkId, steps: checkSteps(false).slice(0, 2), ok: null });
      },
    ),
    ...resyncAnswers,
    ...heldAnswers,
    ...writeBackAnswers,
    ...webhookAnswers(() => this.#scenario === 'exact', true),
    ...diagnosticsAnswers,
    'retention.get': () => retentionOf(this.#keep),
    'retention.set': ({ keep }) => {
      this.#keep = keep;
      return retentionOf(keep);
    },
    'vault.unlock': ({ passphrase }) => {
      if (passphrase !== 'right passphrase')
        throw new Refusal({
          ...authError,
          code: 'VAULT_PASSPHRASE_WRONG',
          text: 'The passphrase does not open the vault.',
          next: 'Try again.',
        });
      this.#vault = { ...this.#vault, state: 'open' };
      return this.#vault;
    },
    'systems.list': () => [...systems, slackSystem, ...(this.#scenario === 'exact' ? [exactSystem] : [])],
    'integrations.list': () => [
      ...integrations,
      slackIntegration,
      ...(this.#scenario === 'exact' ? [exactIntegration] : []),
    ],
    'connections.list': () => this.#connections,
    'connections.save': (draft) => {
      const saved = {
        id: draft.id ?? `con-${String(this.#connections.length + 1)}`,
        name: draft.name,
        system: draft.system,
        practice: false,
        settings: draft.settings,
        secrets: Object.keys(draft.secrets).map((name) => ({ name, replacedAtUtc: minutesFromNow(0) })),
        lastCheck: null,
        createdAtUtc: minutesFromNow(0),
        updatedAtUtc: minutesFromNow(0),
      };
      this.#connections = [...this.#connections.filter((one) => one.id !== saved.id), saved];
      return saved;
    },
    'connections.remove': () => ({}),
    'connections.check': ({ id, checkId }) => {
      const wrong = this.#connections.find((one) => one.id === id)?.settings['username'] === 'wrong';
      const steps = checkSteps(wrong);
      this.publish({ topic: 'check', subject: checkId, steps: steps.slice(0, 2), ok: null });
      this.publish({ topic: 'check', subject: checkId, steps, ok: !wrong });
      return { ok: !wrong, steps };
    },
    ...signInAnswers({
      stateOf: exactSignIn,
      isSource: (id) => this.#connections.find((one) => one.id === id)?.system === 'exact',
      refuse: (dto) => {
        throw new Refusal(dto);
      },
      onChange: () => {
        this.publish({ topic: 'changed', subject: 'connections' });
      },
    }),
    'connections.choices': ({ field }) => (field === 'divisions' ? exactCompanies : []),
    'forecast.flow': (asked) => {
      const id = 'flowId' in asked ? asked.flowId : '';
      const flow = 'draft' in asked ? asked.draft : this.#flows.find((row) => row.flow.id === id)?.flow;
      return { parts: flow?.integration === 'exact-databricks' ? exactForecast() : null };
    },
    'flows.overview': () => this.#flows,
    'flows.get': ({ id }) => this.#flows.find((row) => row.flow.id === id)?.flow ?? flowOf(),
    'flows.save': (draft) => {
      if (draft.messaging !== undefined) return this.#saveMessaging(draft);
      const flow = { ...flowOf(), id: 'flow-1', name: draft.name };
      this.#flows = [overviewOf(null, { flow })];
      return flow;
    },
    'flows.pause': ({ reason }) => this.#pause({ reason, error: null, atUtc: minutesFromNow(0) }),
    'flows.resume': () => this.#pause(null),
    'preview.run': ({ stream }) => previewOf(stream),
    'preview.cancel': () => ({}),
    'preview.draft': ({ stream }) => previewOf(stream),
    'plan.get': () => ({ changes: [], conflicts: [] }),
    'plan.draft': () => ({ changes: [], conflicts: [] }),
    'mapping.validate': () => [],
    'mapping.sample': ({ stream }) => ({
      records: previewOf(stream).items.flatMap((one) =>
        one.key === null || one.source === null ? [] : [{ key: one.key, label: one.label, source: one.source }],
      ),
    }),
    'drafts.list': () => this.#drafts,
    'drafts.save': (draft) => {
      const saved = { ...draft, id: draft.id ?? 'draft-1', updatedAtUtc: minutesFromNow(0) };
      this.#drafts = [saved, ...this.#drafts.filter((one) => one.id !== saved.id)];
      return saved;
    },
    'drafts.remove': ({ id }) => {
      this.#drafts = this.#drafts.filter((one) => one.id !== id);
      return {};
    },
    'runs.start': () => {
      const run = runningRun('run-new');
      this.#runs = [run, ...this.#runs];
      this.#flows = this.#flows.map((row) => ({ ...row, state: 'running', lastRun: run }));
      this.publish({ topic: 'run', subject: run.id, run });
      return run;
    },
    'runs.cancel': () => ({
      kept: 'What was delivered stays delivered. 24 staged records are kept and go with the next run.',
    }),
    'runs.list': () => ({ total: this.#runs.length, items: this.#runs }),
    'runs.get': ({ id }) => {
      if (id === 'run-removed') throw new Refusal(runRemovedError);
      return this.#runs.find((run) => run.id === id) ?? runOf(id);
    },
    'runs.older': () => olderRuns(),
    'runs.removed': ({ id }) => removedRunOf(id),
    'runs.batches': ({ id }) => [
      {
        id: '0199f3aa-batch-1',
        runId: id,
        stream: 'supplier_invoices',
        sequence: '1763708400000000',
        documents: 1180,
        rows: 5204,
        bytes: 812_004,
        state: 'acknowledged',
        attempts: 1,
        nextAttemptAtUtc: null,
        error: null,
        createdAtUtc: minutesFromNow(-13),
        acknowledgedAtUtc: minutesFromNow(-12),
      },
      {
        id: '0199f3aa-batch-2',
        runId: id,
        stream: 'journal_entries',
        sequence: '1763708400000001',
        documents: 40,
        rows: 310,
        bytes: 41_200,
        state: 'staged',
        attempts: 2,
        nextAttemptAtUtc: minutesFromNow(3),
        error: null,
        createdAtUtc: minutesFromNow(-13),
        acknowledgedAtUtc: null,
      },
    ],
    ...recordAnswers,
    ...replayAnswers,
    'messages.health': ({ flowId }) => healthOf(this.#flows.find(({ flow }) => flow.id === flowId)?.flow),
    ...messageAnswers(() => {
      this.publish({ topic: 'changed', subject: 'messages' });
    }),
    ...proofAnswers(() => {
      this.publish({ topic: 'changed', subject: 'proof' });
    }),
    'app.open-external': () => ({}),
    ...auditAnswers,
    'practice.status': () => this.#practice,
    'practice.start': () => {
      this.#practice = practiceOf(true);
      if (this.#scenario === 'exact') this.#practice.systems.push(exactPractice);
      this.#flows = [overviewOf(null)];
      return this.#practice;
    },
    'practice.stop': () => {
      this.#practice = practiceOf(false);
      return this.#practice;
    },
    'practice.change': () => ({
      changed: [
        'Supplier invoice SI-00417 corrected to an earlier date and 1,290.50 EUR',
        'Journal JE-2026-00078 entered late',
      ],
    }),
    'practice.keep-changing': ({ on }) => {
      this.#practice = { ...this.#practice, changing: on };
      return this.#practice;
    },
    'practice.fault': ({ fault, active }) => {
      const systems = this.#practice.systems.map((one) => ({
        ...one,
        faults: one.faults.map((each) => (each.id === fault ? { ...each, active } : each)),
      }));
      this.#practice = { ...this.#practice, systems };
      return this.#practice;
    },
  };

  #saveMessaging(draft: InputOf<'flows.save'>): Overview['flow'] {
    const { flow } = slackOverview();
    const saved = { ...flow, name: draft.name, messaging: draft.messaging, updatedAtUtc: minutesFromNow(0) };
    const others = this.#flows.filter((row) => row.flow.id !== saved.id);
    this.#flows = [overviewOf(null, { flow: saved, openRejections: 0 }), ...others];
    return saved;
  }

  #pause(paused: Overview['flow']['paused']): Overview['flow'] {
    const flow = { ...flowOf(), paused };
    this.#flows = this.#flows.map((row) => ({ ...row, flow, state: paused === null ? 'rejections' : 'paused' }));
    return flow;
  }
}

class Refusal extends Error {
  readonly dto: ErrorDto;

  constructor(dto: ErrorDto) {
    super(dto.code);
    this.dto = dto;
  }
}

/** Puts a fake in the place of the app. Called in the page before its own script. */
export function install(scenario: Scenario): void {
  const fake = new FakeBridge(scenario);
  Object.assign(window, { mlc: fake, mlcFake: fake });
}
