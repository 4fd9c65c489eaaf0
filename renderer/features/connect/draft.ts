import { create } from 'zustand';
import type { ConnectDraft, ConnectDraftInput, DraftForm } from '../../../shared/model/draft.ts';
import { streamMappingSchema, type StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { Messaging } from '../../../shared/messages/rule.ts';
import { flowCalendarSchema, type FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import type { Schedule } from '../../../shared/model/flow.ts';
import type { SystemDescriptor, SystemField } from '../../../shared/model/system.ts';

const steps = [
  'source',
  'sign-in',
  'companies',
  'destination',
  'streams',
  'check',
  'mapping',
  'rules',
  'schedule',
  'review',
] as const;
export type Step = (typeof steps)[number];

/**
 * The steps of a pair: one that posts messages has rules where another maps records to columns. At some sources somebody signs in
 * first, and then chooses what of it is read.
 */
export function stepsOf(
  pair: { readonly messaging?: unknown } | undefined,
  source?: Pick<SystemDescriptor, 'signIn' | 'fields'>,
): readonly Step[] {
  const left = new Set<Step>([pair?.messaging === undefined ? 'rules' : 'mapping']);
  if (source?.signIn === undefined) left.add('sign-in');
  if (source === undefined || laterField(source) === undefined) left.add('companies');
  return steps.filter((step) => !left.has(step));
}

/** The field whose values the source lists once somebody has signed in: it has a step of its own, after that. */
export function laterField({ signIn, fields }: Pick<SystemDescriptor, 'signIn' | 'fields'>): SystemField | undefined {
  return signIn === undefined ? undefined : fields.find((field) => field.multiple === true);
}

export type Role = 'source' | 'destination';

interface DraftContent {
  /** Null until something worth keeping was entered. */
  readonly id: string | null;
  readonly step: Step;
  readonly integration: ConnectDraft['integration'];
  /** Saved connections, once their form was sent. Secrets are never kept here. */
  readonly connections: Readonly<Record<Role, string | null>>;
  readonly forms: Readonly<Record<Role, DraftForm | null>>;
  readonly streams: readonly string[] | null;
  readonly mappings: Readonly<Record<string, StreamMapping>>;
  /** Of a flow that posts messages; null until a rule was made. */
  readonly messaging: Messaging | null;
  readonly schedule: Schedule;
  /** Null: the schedule holds at all times. */
  readonly calendar: FlowCalendar | null;
  readonly name: string;
}

interface ConnectDraftState extends DraftContent {
  /** Check ids of the last checks, by role. Not kept: a check of yesterday says nothing of today. */
  readonly checks: Readonly<Record<Role, string | null>>;
  /** Where saving leads instead of the following step, after a look back. */
  readonly backTo: Step | null;
  setStep(step: Step): void;
  setBackTo(step: Step | null): void;
  setForm(role: Role, form: DraftForm): void;
  setConnection(role: Role, id: string): void;
  setStreams(streams: readonly string[]): void;
  setMapping(stream: string, mapping: StreamMapping | null): void;
  setMessaging(messaging: Messaging): void;
  setSchedule(schedule: Schedule): void;
  setCalendar(calendar: FlowCalendar | null): void;
  setName(name: string): void;
  setCheck(role: Role, checkId: string): void;
  /** Which opening of the wizard the content was made ready for. */
  readonly opened: string | null;
  /** Makes the content ready for one opening: a new draft, or the one at hand, else the newest kept. */
  open(opening: string, how: { readonly isFresh: boolean; readonly newest: ConnectDraft | undefined }): void;
  /** Goes on with a draft that was kept. */
  resume(draft: ConnectDraft): void;
  reset(): void;
}

const empty = {
  id: null,
  step: 'source',
  integration: null,
  connections: { source: null, destination: null },
  forms: { source: null, destination: null },
  streams: null,
  mappings: {},
  messaging: null,
  schedule: { kind: 'every', transactionalMinutes: 30, referenceMinutes: 1440 },
  calendar: null,
  name: '',
  checks: { source: null, destination: null },
  backTo: null,
  opened: null,
} as const satisfies Partial<ConnectDraftState>;

/** What was entered so far while connecting; survives going to other screens, and through `drafts.save` the end of the app. */
export const useDraft = create<ConnectDraftState>()((set, get) => {
  /** Entered by a person: from here on there is something to keep. */
  const enter = (change: Partial<DraftContent>): void => {
    set((draft) => ({ id: draft.id ?? crypto.randomUUID(), ...change }));
  };
  return {
    ...empty,
    setStep: (step) => {
      set({ step });
    },
    setBackTo: (backTo) => {
      set({ backTo });
    },
    setForm: (role, form) => {
      set((draft) => ({ id: draft.id ?? crypto.randomUUID(), forms: { ...draft.forms, [role]: form } }));
    },
    setConnection: (role, id) => {
      set((draft) => ({
        id: draft.id ?? crypto.randomUUID(),
        forms: { ...draft.forms, [role]: null },
        connections: { ...draft.connections, [role]: id },
        checks: { ...draft.checks, [role]: null },
      }));
    },
    setStreams: (streams) => {
      enter({ streams });
    },
    setMapping: (stream, mapping) => {
      set((draft) => {
        const others = Object.entries(draft.mappings).filter(([id]) => id !== stream);
        const own = mapping === null ? [] : [[stream, mapping] as const];
        return { mappings: Object.fromEntries([...others, ...own]) };
      });
    },
    setMessaging: (messaging) => {
      enter({ messaging });
    },
    setSchedule: (schedule) => {
      enter({ schedule });
    },
    setCalendar: (calendar) => {
      enter({ calendar });
    },
    setName: (name) => {
      enter({ name });
    },
    setCheck: (role, checkId) => {
      set((draft) => ({ checks: { ...draft.checks, [role]: checkId } }));
    },
    open: (opening, { isFresh, newest }) => {
      const { id, resume, reset } = get();
      if (isFresh) reset();
      else if (id === null && newest !== undefined) resume(newest);
      set({ opened: opening });
    },
    resume: (draft) => {
      const { id, integration, connections, forms, streams, mappings, messaging = null, schedule, name } = draft;
      const { calendar = null } = draft;
      set({
        ...empty,
        opened: get().opened,
        id,
        step: stepOf(draft.step),
        integration,
        connections,
        forms,
        streams,
        mappings,
        messaging,
        schedule,
        calendar,
        name,
      });
    },
    reset: () => {
      set({ ...empty, opened: get().opened });
    },
  };
});

/** The step of this name; the first one if there is none. */
export function stepOf(name: string | undefined): Step {
  return steps.find((one) => one === name) ?? 'source';
}

/** The draft as it is kept; null if there is nothing to keep. A mapping or a calendar that is only half typed stays out. */
export function keptOf(draft: DraftContent): ConnectDraftInput | null {
  const { id, step, integration, connections, forms, streams, mappings, messaging, schedule, name } = draft;
  if (id === null) return null;
  const calendar = flowCalendarSchema.safeParse(draft.calendar).data;
  const whole = Object.entries(mappings).filter(([, mapping]) => streamMappingSchema.safeParse(mapping).success);
  return {
    id,
    step,
    integration,
    connections,
    forms,
    streams: streams === null ? null : [...streams],
    mappings: Object.fromEntries(whole),
    ...(messaging === null ? {} : { messaging }),
    schedule,
    ...(calendar === undefined ? {} : { calendar }),
    name,
  };
}
