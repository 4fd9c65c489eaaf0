import { sha256Hex } from '../../shared/evidence/sha256.ts';
import { checkText, problemText, verdictText } from '../../shared/evidence/verify-texts.ts';
import { verifyPack, type PackVerdict } from '../../shared/evidence/verify.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { CliIo } from './io.ts';
import { usageError } from './usage.ts';
import { print, type Verb, type VerbArgs } from './verb.ts';

type Own = OutputOf<'evidence.own-seal'>;

/** `verify FILE`: whether an evidence pack is as it was made. Needs no app; with `--own` this installation's says whether it made it. */
export const verifyVerb: Verb = {
  name: 'verify',
  words: 'FILE',
  maxWords: 1,
  summary: 'check an evidence pack: every byte, every hash, every sum and the audit chain',
  options: {
    own: { type: 'boolean', help: 'also whether this installation made it, by its key and its audit trail' },
  },
  needsVault: true,
  alone: (args, io) => (args.options['own'] === true ? null : verify(args, io)),
  run: (app, args, io) => verify(args, io, app),
};

async function verify(args: VerbArgs, io: CliIo, app?: AppPort): Promise<ExitCode> {
  const [file] = args.words;
  if (file === undefined) throw usageError('“verify” needs the name of a file');
  const bytes = await io.readBytes(file);
  const verdict = verifyPack(bytes);
  const sha256 = sha256Hex(bytes);
  const own = app === undefined ? null : await ownSeal(app, verdict, sha256);
  const { isWhole, checks } = verdict;
  print(args, io, { file, whole: isWhole, sha256, checks, ...(own === null ? {} : { own }) }, () =>
    [
      ...lines(verdict),
      '',
      verdictText(isWhole, 'en'),
      `SHA-256 ${sha256}`,
      ...(own === null ? [] : ownLines(own)),
    ].join('\n'),
  );
  const isForged = own !== null && own.seal === 'forged';
  return isWhole && !isForged ? exitCodes.done : exitCodes.failed;
}

function lines({ checks }: PackVerdict): string[] {
  const marks = { passed: 'ok    ', failed: 'WRONG ', 'not-reached': '-     ' } as const;
  return checks.map((check) => {
    const said = problemText(check, 'en');
    return `${marks[check.state]} ${checkText(check.id, 'en')}${said === '' ? '' : `: ${said}`}`;
  });
}

async function ownSeal(app: AppPort, { seal }: PackVerdict, packSha256: string): Promise<Own | null> {
  if (seal === null) return null;
  const { manifestSha256, keyId, hmac } = seal;
  return ask(app, 'evidence.own-seal', { manifestSha256, keyId: keyId ?? 'none', hmac: hmac ?? 'none', packSha256 });
}

function ownLines({ seal, madeAtUtc }: Own): string[] {
  const words: Readonly<Record<Own['seal'], string>> = {
    own: 'Sealed by this installation.',
    forged: 'WRONG: it names this installation’s key, but the seal is not by that key.',
    'other-key': 'Sealed by another installation, which alone can check that seal.',
    locked: 'The vault is locked, so the seal of this installation cannot be checked.',
    unsealed: 'Not sealed by an installation: its vault was locked when the pack was made.',
  };
  const noted =
    madeAtUtc === null
      ? 'The audit trail here knows of no pack with just these bytes.'
      : `Made here at ${madeAtUtc}, by the audit trail.`;
  return [words[seal], noted];
}
