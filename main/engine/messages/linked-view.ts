import { sourceLinks, type SourceLinks } from '../../../shared/systems/source-links.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { Subject } from '../../../shared/messages/facts.ts';
import type { MessageView } from '../../ports/views.ts';

/** The view as a connection has it: subjects that are one document say where it is opened in the source. */
export function linkedView(view: MessageView, connection: Pick<Connection, 'system' | 'settings'> | null): MessageView {
  const links = connection === null ? null : sourceLinks(connection.system, connection.settings);
  const { documentStream } = view;
  if (links === null || documentStream === undefined) return view;
  return {
    ...view,
    subject: (key, book) => withLink(view.subject(key, book), documentStream, links),
    subjectBefore: (key, changes, book) => withLink(view.subjectBefore(key, changes, book), documentStream, links),
  };
}

function withLink(subject: Subject | null, stream: string, links: SourceLinks): Subject | null {
  return subject === null ? null : { ...subject, link: links.to(stream, subject.key) };
}
