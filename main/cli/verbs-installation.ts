import { resolve } from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes } from './exit-code.ts';
import type { CliIo } from './io.ts';
import { usageError } from './usage.ts';
import { print, textOption, type Verb, type VerbArgs } from './verb.ts';

const passphraseEnv = {
  'passphrase-env': {
    type: 'string',
    value: 'NAME',
    help: 'take the passphrase of the backup from this environment variable; else it is asked for',
  },
} as const;

/** `backup`: one sealed file of the whole installation; with `--move` this installation rests afterwards. */
export const backupVerb: Verb = {
  name: 'backup',
  words: '',
  maxWords: 0,
  summary: 'make one sealed file of everything: data, secrets and settings',
  options: {
    out: { type: 'string', value: 'FILE', help: 'the file to make; it must not exist' },
    ...passphraseEnv,
    move: { type: 'boolean', help: 'hand over to another computer: this installation only looks from then on' },
    reason: { type: 'string', value: 'TEXT', help: 'why it is handed over; needed with --move' },
  },
  needsVault: true,
  run: async (app, args, io) => {
    const out = textOption(args, 'out');
    if (out === undefined) throw usageError('“backup” needs --out FILE');
    const reason = textOption(args, 'reason');
    if (args.options['move'] === true && reason === undefined) throw usageError('--move needs --reason TEXT');
    const request = { path: resolve(out), passphrase: await passphraseOf(args, io, true) };
    const follow = followSteps(app, io);
    try {
      const { checkId } = follow;
      const made =
        args.options['move'] === true
          ? await ask(app, 'installation.hand-over', { ...request, checkId, reason: reason ?? '' })
          : await ask(app, 'backup.make', { ...request, checkId });
      print(args, io, made, () => {
        const done = `Backup made and read back: ${made.path} (${String(made.bytes)} bytes, ${String(made.secrets)} secrets).`;
        return args.options['move'] === true ? `${done}\nThis installation only looks from now on.` : done;
      });
    } finally {
      follow.end();
    }
    return exitCodes.done;
  },
};

/** `restore FILE`: into an empty data folder. */
export const restoreVerb: Verb = {
  name: 'restore',
  words: 'FILE',
  maxWords: 1,
  summary: 'restore a backup into an empty data folder',
  options: {
    ...passphraseEnv,
    copy: { type: 'boolean', help: 'only to look into: it does not replace the installation that it came from' },
  },
  needsVault: true,
  run: async (app, args, io) => {
    const [file] = args.words;
    if (file === undefined) throw usageError('“restore” needs the name of a file');
    const restored = await ask(app, 'backup.restore', {
      path: resolve(file),
      passphrase: await passphraseOf(args, io, false),
      replaces: args.options['copy'] !== true,
    });
    print(args, io, restored, () =>
      [
        `Restored as of ${restored.takenAtUtc}, with ${String(restored.secrets)} secrets.`,
        args.options['copy'] === true
          ? 'This is a copy to look into; nothing is synced here.'
          : `It is generation ${String(restored.generation)} and goes on in place of the old one. Do not use both.`,
      ].join('\n'),
    );
    return exitCodes.done;
  },
};

/** `take-back`: ends the rest of an installation that was handed over, or lets a copy take over. */
export const takeBackVerb: Verb = {
  name: 'take-back',
  words: '',
  maxWords: 0,
  summary: 'work here again after a move that did not happen, or take over with a copy',
  options: { reason: { type: 'string', value: 'TEXT', help: 'why; kept in the audit trail' } },
  needsVault: false,
  run: async (app, args, io) => {
    const reason = textOption(args, 'reason');
    if (reason === undefined) throw usageError('“take-back” needs --reason TEXT');
    await ask(app, 'installation.take-back', { reason });
    print(args, io, {}, () => 'This installation works again. Make sure that the other one does not.');
    return exitCodes.done;
  },
};

async function passphraseOf(args: VerbArgs, io: CliIo, isNew: boolean): Promise<string> {
  const variable = textOption(args, 'passphrase-env');
  const given = variable === undefined ? undefined : io.env[variable];
  if (given !== undefined && given !== '') return given;
  if (variable !== undefined) throw missing(variable);
  const typed = await io.askSecret(isNew ? 'New passphrase of the backup' : 'Passphrase of the backup');
  if (typed === null || typed === '') throw missing('NAME');
  if (isNew && (await io.askSecret('The same passphrase again')) !== typed) {
    throw usageError('The two passphrases are not the same');
  }
  return typed;
}

function missing(variable: string): AppError {
  return new AppError('CLI_PASSPHRASE_MISSING', 'config', { details: { variable } });
}

/** Shows the step that is under way. */
function followSteps(app: AppPort, io: CliIo): { readonly checkId: string; end(): void } {
  const checkId = `backup-${String(io.clock.now())}`;
  const stop = app.subscribe(null, ({ payload }) => {
    if (payload.topic !== 'check' || payload.subject !== checkId) return;
    const step = payload.steps.at(-1);
    if (step !== undefined) io.progress(`${step.label} ${step.detail ?? ''}`);
  });
  return {
    checkId,
    end: () => {
      stop();
      io.progress('');
    },
  };
}
