import { filled, hostOf, networkSection, secretSection } from './pack-sections.ts';
import type { Pack, PackInput } from './pack.ts';

/** The request to who administers Exact Online: an app of the customer's own, its scopes, who signs in, and how that goes. */
export function exactPack({ text, system, settings, streams }: PackInput): Pack {
  const host = hostOf(settings['host']) ?? text('pack.unknown.host');
  const redirectUri = filled(settings['redirectUri']) ?? text('pack.unknown.redirect');
  const clientId = filled(settings['clientId']);
  const companies = filled(settings['divisions'])?.split(',').join(', ') ?? text('pack.unknown.companies');
  return {
    title: text('pack.exact.title'),
    intro: text('pack.exact.intro', { host }),
    sections: [
      {
        heading: text('pack.access'),
        ordered: true,
        items: [
          text('pack.exact.register', { host }),
          text('pack.exact.redirect', { address: redirectUri }),
          text('pack.exact.scopes'),
          text('pack.exact.note'),
          text('pack.exact.user'),
          text('pack.exact.companies', { companies }),
        ],
        note: text('pack.exact.own'),
      },
      {
        heading: text('pack.exact.scopesHead'),
        items: scopeLines({ text, system, settings, streams }),
        note: text('pack.exact.scopesNote'),
      },
      {
        heading: text('pack.exact.signIn'),
        items: [text('pack.exact.signIn1'), text('pack.exact.signIn2'), text('pack.exact.signIn3')],
      },
      networkSection(text, [host]),
      secretSection(text, [host, redirectUri, ...(clientId === null ? [] : [clientId])]),
      { heading: text('pack.exact.more'), items: [text('pack.exact.more1'), text('pack.exact.more2')] },
      { heading: text('pack.never'), items: system.never },
    ],
  };
}

/** The scopes that the chosen streams need, each with these; one that no stream is named for is needed by all. */
function scopeLines({ text, system, streams }: PackInput): string[] {
  return system.permissions.flatMap(({ grant, reason, streams: needed }) => {
    const scope = /“(.+)”/.exec(grant)?.[1];
    if (scope === undefined) return [];
    const used = streams.filter((stream) => needed?.includes(stream.id) === true).map((stream) => stream.label);
    if (needed !== undefined && used.length === 0) return [];
    const needs = needed === undefined ? reason : used.join(', ');
    return [text('pack.exact.scope', { scope, needs })];
  });
}
