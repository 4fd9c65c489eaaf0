import type { Facts, Subject, ViewDescriptor } from '../../../shared/messages/facts.ts';
import { toldChanges, toldFacts, toldNow, type ToldChange } from '../../../shared/messages/told.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { sha256 } from '../hash.ts';

/** What is left of a subject that was told once its details have gone: told facts and members, neither of which can be read out of it. */
export function toldMark(view: ViewDescriptor, subject: Pick<Subject, 'facts' | 'items'>): string {
  return `${sha256(JSON.stringify(toldFacts(view, subject)))}.${itemsMark(subject.items)}`;
}

function itemsMark(items: readonly Facts[]): string {
  return sha256(JSON.stringify(items));
}

/** What was told last of a subject: itself, or its mark where the details have gone; both null where that is not known. */
export interface LastTold {
  readonly subject: Subject | null;
  readonly mark: string | null;
}

export interface News {
  readonly isNews: boolean;
  /** What is to be said of it; without values before where those have gone. */
  readonly changes: readonly ToldChange[];
  /** Its members are others. */
  readonly hasOtherItems: boolean;
}

/** What is news of a subject, measured by what was told of it last. What cannot be compared is no news: nothing is told twice. */
export function newsOf(view: ViewDescriptor, last: LastTold, subject: Subject, language: Language): News {
  if (last.subject !== null) {
    const changes = toldChanges(view, last.subject.facts, subject.facts, language);
    const hasOtherItems = JSON.stringify(last.subject.items) !== JSON.stringify(subject.items);
    return { isNews: changes.length > 0, changes, hasOtherItems };
  }
  if (last.mark === null) return { isNews: false, changes: [], hasOtherItems: false };
  const [facts, items] = last.mark.split('.');
  const [factsNow] = toldMark(view, subject).split('.');
  if (facts === factsNow) return { isNews: false, changes: [], hasOtherItems: false };
  const changes = toldNow(view, subject.facts, language);
  return { isNews: true, changes, hasOtherItems: items !== itemsMark(subject.items) };
}
