import type { Language } from '../../../shared/model/settings.ts';
import type { Integration } from '../flows/stream-choice.tsx';

/** What the screens of rules need to know of the flow, also of one that is not saved yet. */
export interface RulesContext {
  readonly integration: Integration;
  readonly sourceConnectionId: string;
  readonly destinationConnectionId: string;
  /** Of the messages. */
  readonly language: Language;
  /** Left out until the flow is saved. */
  readonly flowId?: string;
}

type Messaging = NonNullable<Integration['messaging']>;
export type View = Messaging['views'][number];
export type Template = Messaging['templates'][number];
export type Fact = View['facts'][number];

/** What rules of this flow may look at; none of a pair that posts no messages. */
export function viewsOf({ integration }: Pick<RulesContext, 'integration'>): readonly View[] {
  return integration.messaging?.views ?? [];
}

export function templatesOf({ integration }: Pick<RulesContext, 'integration'>): readonly Template[] {
  return integration.messaging?.templates ?? [];
}
