import type { Pack, PackInput } from './pack.ts';

/** The request for a system whose grants say it all: each with its reason, how its secret is handed over, and what is never touched. */
export function plainPack({ text, system }: PackInput): Pack {
  return {
    title: text('pack.plain.title', { system: system.name }),
    intro: text('pack.plain.intro', { system: system.name }),
    sections: [
      {
        heading: text('pack.access'),
        items: system.permissions.map(({ grant, reason }) => text('pack.plain.grant', { grant, reason })),
      },
      { heading: text('pack.secret'), items: [text('pack.secret1'), text('pack.secret2')] },
      { heading: text('pack.never'), items: system.never },
    ],
  };
}
