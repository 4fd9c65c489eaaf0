import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import { languages } from '../../../shared/model/settings.ts';

const pluralsOf = { en: ['one', 'other'], nl: ['one', 'other'] } as const;
const ids = Object.keys(catalogues.en) as (keyof typeof catalogues.en)[];

interface Part {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}

const literal = 0;
const plural = 6;
const hash = 7;

/** Names of a message’s arguments, and the branches of each of its plurals, as the parser sees them. */
function shapeOf(message: string): { args: string[]; branches: string[][] } {
  const parser = createIntl({ locale: 'en' }).formatters;
  const args = new Set<string>();
  const branches: string[][] = [];
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.type !== literal && part.type !== hash) args.add(String(part.value));
      if (part.type === plural) branches.push(Object.keys(part.options ?? {}));
      for (const option of Object.values(part.options ?? {})) visit(option.value);
    }
  };
  visit(parser.getMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return { args: [...args].sort(), branches };
}

describe.each(languages)('the texts of %s', (language) => {
  const errors: string[] = [];
  const intl = createIntl({
    locale: language,
    messages: catalogues[language],
    onError: (error) => errors.push(error.message),
  });

  it('all parse and can be filled', () => {
    for (const id of ids) {
      const { args } = shapeOf(catalogues.en[id]);
      for (const count of [0, 1, 2, 1204]) {
        intl.formatMessage({ id }, Object.fromEntries(args.map((name) => [name, count])), { ignoreTag: true });
      }
    }
    expect(errors).toEqual([]);
  });

  it('use the arguments of the English text', () => {
    for (const id of ids)
      expect({ id, args: shapeOf(catalogues[language][id]).args }).toEqual({
        id,
        args: shapeOf(catalogues.en[id]).args,
      });
  });

  it('have a branch for each plural of the language', () => {
    for (const id of ids) {
      for (const branches of shapeOf(catalogues[language][id]).branches) {
        expect(branches, id).toEqual(expect.arrayContaining([...pluralsOf[language]]));
      }
    }
  });

  it('are never empty, and none joins words by a plural s in brackets', () => {
    for (const id of ids) expect(catalogues[language][id].trim(), id).not.toMatch(/^$|\(s\)|\(en\)/);
  });
});

it('hardly a Dutch text is the English one', () => {
  const same = ids.filter(
    (id) => /[a-z]{4} [a-z]{4}/i.test(catalogues.en[id]) && catalogues.en[id] === catalogues.nl[id],
  );
  expect(same).toEqual([]);
});
