import { readFile, writeFile } from 'node:fs/promises';
import type { ReadStream, WriteStream } from 'node:tty';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Clock } from '../ports/time.ts';
import type { CliIo } from './io.ts';

/** The real terminal. `progress` writes only where standard error is a terminal, secrets are asked for only where both are. */
export function terminalIo(clock: Clock, stop: AbortSignal): CliIo {
  const { stdout, stderr, stdin, env } = process;
  return {
    clock,
    stop,
    env,
    out: (text) => stdout.write(`${text}\n`),
    err: (text) => stderr.write(`${text}\n`),
    progress: (text) => {
      if (stderr.isTTY) stderr.write(`\r\u001b[K${text}`);
    },
    askSecret: (label) =>
      stdin.isTTY && stderr.isTTY ? askWithoutEcho(label, stdin, stderr, stop) : Promise.resolve(null),
    readFile: (path) => reading(path, () => readFile(path, 'utf8')),
    readBytes: (path) => reading(path, () => readFile(path)),
    writeNewFile,
  };
}

async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reasons: Readonly<Record<string, string>> = {
      EEXIST: 'there is one already',
      EACCES: 'the folder may not be written to by this user',
      ENOENT: 'there is no such folder',
      ENOSPC: 'the disk is full',
    };
    const details = { file: path, reason: reasons[code] ?? code };
    throw new AppError('EVIDENCE_FILE_UNWRITABLE', 'config', { details, cause: error });
  }
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file',
      EACCES: 'it may not be read by this user',
      EISDIR: 'it is a folder',
    };
    const details = { file: path, reason: reasons[code] ?? code };
    throw new AppError('CLI_FILE_UNREADABLE', 'config', { details, cause: error });
  }
}

/** Reads one line in raw mode, so that nothing is echoed; Ctrl-C and Ctrl-D give null. */
async function askWithoutEcho(
  label: string,
  stdin: ReadStream,
  stderr: WriteStream,
  stop: AbortSignal,
): Promise<string | null> {
  stderr.write(`${label}: `);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let typed = '';
  try {
    for await (const chunk of stdin.iterator({ destroyOnReturn: false })) {
      for (const character of String(chunk)) {
        if (character === '\r' || character === '\n') return typed;
        if (character === '\u0003' || character === '\u0004' || stop.aborted) return null;
        if (character === '\u007f' || character === '\b') typed = Array.from(typed).slice(0, -1).join('');
        else typed += character;
      }
    }
    return null;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
