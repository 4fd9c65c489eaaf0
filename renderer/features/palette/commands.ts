import type { Language, Settings } from '../../../shared/model/settings.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { MenuGroup } from '../../../shared/contract/menu.ts';
import type { TextId, TextValues } from '../../i18n/text.ts';
import { rulesPath } from '../../lib/paths.ts';
import { asksForDecisions, postsMessages } from '../messages/posts-messages.ts';
import { pathOf } from '../../lib/router.tsx';

type Overview = OutputOf<'flows.overview'>[number];

/** What a command does; done by `useCommandRunner`, so that the list itself is plain data. */
export type Deed =
  | { readonly kind: 'go'; readonly path: string }
  | { readonly kind: 'sync' | 'resume' | 'pause' | 'evidence'; readonly flowId: string }
  | { readonly kind: 'set'; readonly settings: Partial<Settings> }
  | { readonly kind: 'practice'; readonly on: boolean }
  | { readonly kind: 'export' | 'print' }
  | { readonly kind: 'open'; readonly what: 'palette' | 'shortcuts' };

/** One thing that can be done from anywhere: by its keys, from the palette and from the application's menu alike. */
export interface Command {
  readonly id: string;
  readonly text: TextId;
  readonly values?: TextValues;
  readonly group: MenuGroup;
  /** `mod+k` (mod is Ctrl, on a Mac Command), one key, or two in a row: `g h`. */
  readonly keys?: string;
  readonly deed: Deed;
}

const places = [
  ['home', '/', 'nav.home', 'g h'],
  ['alerts', '/alerts', 'nav.alerts', 'g t'],
  ['runs', '/runs', 'nav.runs', 'g r'],
  ['records', '/records', 'nav.records', 'g d'],
  ['rejected', '/rejected', 'nav.rejected', 'g j'],
  ['replay', '/replay', 'nav.replay', 'g l'],
  ['connections', '/connections', 'nav.connections', 'g c'],
  ['audit', '/audit', 'nav.audit', 'g a'],
  ['practice', '/practice', 'nav.practice', 'g p'],
] as const satisfies readonly (readonly [string, string, TextId, string])[];

const goCommands: readonly Command[] = places.map(([id, path, text, keys]) => ({
  id: `go.${id}`,
  text,
  group: 'go',
  keys,
  deed: { kind: 'go', path },
}));

const messagesCommand: Command = {
  id: 'go.messages',
  text: 'nav.messages',
  group: 'go',
  keys: 'g m',
  deed: { kind: 'go', path: '/messages' },
};

const decisionsCommand: Command = {
  id: 'go.decisions',
  text: 'nav.decisions',
  group: 'go',
  keys: 'g y',
  deed: { kind: 'go', path: '/decisions' },
};

const fixed: readonly Command[] = [
  { id: 'palette', text: 'command.palette', group: 'view', keys: 'mod+k', deed: { kind: 'open', what: 'palette' } },
  { id: 'connect', text: 'command.connect', group: 'file', keys: 'mod+n', deed: { kind: 'go', path: '/connect' } },
  { id: 'settings', text: 'command.settings', group: 'file', keys: 'mod+,', deed: { kind: 'go', path: '/settings' } },
  { id: 'export', text: 'command.export', group: 'file', deed: { kind: 'export' } },
  { id: 'backup', text: 'backup.newBackup', group: 'file', deed: { kind: 'go', path: '/settings/backup' } },
  { id: 'print', text: 'command.print', group: 'file', keys: 'mod+p', deed: { kind: 'print' } },
  { id: 'shortcuts', text: 'command.shortcuts', group: 'help', keys: '?', deed: { kind: 'open', what: 'shortcuts' } },
  {
    id: 'diagnostics',
    text: 'command.diagnostics',
    group: 'help',
    deed: { kind: 'go', path: '/settings/diagnostics' },
  },
  { id: 'about', text: 'command.about', group: 'help', deed: { kind: 'go', path: '/about' } },
];

const languages: readonly (readonly [Language, TextId])[] = [
  ['en', 'command.english'],
  ['nl', 'command.dutch'],
];

function lookCommands(settings: Settings): Command[] {
  const set = (id: string, text: TextId, change: Partial<Settings>): Command => ({
    id,
    text,
    group: 'view',
    deed: { kind: 'set', settings: change },
  });
  return [
    ...(['light', 'dark', 'system'] as const)
      .filter((theme) => theme !== settings.theme)
      .map((theme) => set(`theme.${theme}`, `command.theme.${theme}`, { theme })),
    settings.density === 'compact'
      ? set('density', 'command.comfortable', { density: 'comfortable' })
      : set('density', 'command.compact', { density: 'compact' }),
    {
      ...set('privacy', settings.privacy ? 'command.privacyOff' : 'command.privacyOn', { privacy: !settings.privacy }),
      keys: 'mod+shift+p',
    },
    ...languages
      .filter(([language]) => language !== settings.language)
      .map(([language, text]) => set(`language.${language}`, text, { language })),
  ];
}

function flowCommands({ flow, state, lastRun }: Overview, isOnly: boolean, readOnly: boolean): Command[] {
  const values = { flow: flow.name };
  const made = (id: string, text: TextId, deed: Deed): Command => ({
    id: `${id}.${flow.id}`,
    text,
    values,
    group: 'flows',
    deed,
  });
  const pauseOrResume =
    flow.paused === null
      ? made('pause', 'command.pause', { kind: 'pause', flowId: flow.id })
      : made('resume', 'command.resume', { kind: 'resume', flowId: flow.id });
  const sync = made('sync', 'command.sync', { kind: 'sync', flowId: flow.id });
  return [
    ...(readOnly || flow.paused !== null || state === 'running'
      ? []
      : [isOnly ? { ...sync, keys: 'mod+shift+s' } : sync]),
    ...(readOnly ? [] : [pauseOrResume]),
    made('preview', 'command.preview', { kind: 'go', path: pathOf('preview', flow.id) }),
    made('proof', 'command.proof', { kind: 'go', path: pathOf('flows', flow.id, 'proof') }),
    made('evidence', 'command.evidence', { kind: 'evidence', flowId: flow.id }),
    made('edit', 'command.edit', { kind: 'go', path: pathOf('flows', flow.id) }),
    ...(postsMessages(flow) ? [made('rules', 'command.rules', { kind: 'go', path: rulesPath(flow.id) })] : []),
    ...(lastRun === null ? [] : [made('last', 'command.lastRun', { kind: 'go', path: pathOf('runs', lastRun.id) })]),
  ];
}

/** Every command that makes sense now. The one list that palette, shortcut sheet, keys and the application's menu read. */
export function listCommands(known: {
  readonly settings: Settings;
  readonly flows: readonly Overview[];
  readonly practice: boolean;
  /** True while the data file is open for reading only. */
  readonly readOnly: boolean;
}): Command[] {
  const { settings, flows, practice, readOnly } = known;
  return [
    ...fixed,
    ...goCommands,
    ...(flows.some(({ flow }) => postsMessages(flow)) ? [messagesCommand] : []),
    ...(flows.some(({ flow }) => asksForDecisions(flow)) ? [decisionsCommand] : []),
    ...flows.flatMap((row) => flowCommands(row, flows.length === 1, readOnly)),
    {
      id: 'practice',
      text: practice ? 'command.practiceOff' : 'command.practiceOn',
      group: 'file',
      deed: { kind: 'practice', on: !practice },
    },
    ...lookCommands(settings),
  ];
}
