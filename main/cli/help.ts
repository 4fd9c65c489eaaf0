import { formatTable } from './text-table.ts';
import type { Verb } from './verb.ts';

/** All verbs, or one with its options. */
export function helpText(verbs: readonly Verb[], only?: Verb): string {
  if (only !== undefined) return verbHelp(only);
  const rows = verbs.map((verb) => [`${verb.name} ${verb.words}`.trim(), verb.summary]);
  return [
    'Usage: ml-connector <verb> [--json] [--data DIR]',
    '',
    formatTable(
      [{ title: 'verb' }, { title: 'what it does' }],
      [...rows, ['help [VERB]', 'show this, or the options of a verb']],
      '  ',
    ),
    '',
    '  --json      print JSON instead of tables',
    '  --data DIR  use this data folder',
    '',
    'Ends with 0 when done, 1 when failed, 2 for words it does not understand, 3 when done with rejected records.',
  ].join('\n');
}

function verbHelp(verb: Verb): string {
  const rows = Object.entries(verb.options).map(([name, option]) => [
    `--${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    option.help,
  ]);
  const all = [...rows, ['--json', 'print JSON'], ['--data DIR', 'use this data folder']];
  const usage = `Usage: ml-connector ${`${verb.name} ${verb.words}`.trim()}`;
  return [usage, verb.summary, '', formatTable([{ title: 'option' }, { title: '' }], all, '  ')].join('\n');
}
