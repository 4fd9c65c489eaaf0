import type { ConnectDraft, ConnectDraftInput, DraftForm } from '../../../shared/model/draft.ts';
import type { EngineServices } from '../../engine/services.ts';
import { nowUtc } from '../../ports/time.ts';
import { badRequest, found, type HandlersOf } from './handler.ts';

type Names = 'drafts.list' | 'drafts.save' | 'drafts.remove';

/** Drafts of flows: what was entered so far, so that a person can stop and go on later. */
export function draftHandlers(services: EngineServices): HandlersOf<Names> {
  const { store } = services.deps;
  return {
    'drafts.list': () => Promise.resolve(store.drafts.list()),
    'drafts.save': (draft) => Promise.resolve(saveDraft(services, draft)),
    'drafts.remove': ({ id }) => {
      store.transaction(() => {
        store.drafts.remove(id);
      });
      return Promise.resolve({});
    },
  };
}

/** Stores a draft; one that is gone meanwhile is made anew. Throws APP_BAD_REQUEST for a form with anything but settings of its system. */
function saveDraft(services: EngineServices, draft: ConnectDraftInput): ConnectDraft {
  const { store, clock, random } = services.deps;
  for (const form of [draft.forms.source, draft.forms.destination]) if (form !== null) assertNoSecret(services, form);
  const saved = { ...draft, id: draft.id ?? random.uuid(), updatedAtUtc: nowUtc(clock) };
  store.transaction(() => {
    store.drafts.save(saved);
  });
  return saved;
}

function assertNoSecret(services: EngineServices, form: DraftForm): void {
  const descriptor = found(
    services.systems.find((one) => one.id === form.system),
    'system',
    form.system,
  );
  for (const name of Object.keys(form.settings)) {
    const field = descriptor.fields.find((one) => one.name === name);
    if (field === undefined || field.secret) throw badRequest(`“${name}” is not a setting of ${descriptor.name}`);
  }
}
