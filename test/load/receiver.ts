import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromReceiver, ToReceiver } from './protocol.ts';

type Facts = Extract<FromReceiver, { kind: 'facts' }>;

/** A receiver in a process of its own. */
export interface ReceiverProcess {
  readonly port: number;
  facts(): Promise<Facts>;
  /** Keys of every event in the store. */
  keys(): Promise<readonly string[]>;
  /** Ends it on the spot, as a power cut ends a program. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Starts it on a folder; resolves when it listens. */
export async function startReceiverProcess(folder: string, busyMs: number): Promise<ReceiverProcess> {
  const entry = fileURLToPath(new URL('./receiver-process.ts', import.meta.url));
  const child = fork(entry, [folder, String(busyMs)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  const { port } = await messageOf(child, 'listening');
  const say = (message: ToReceiver): void => {
    child.send(message);
  };
  return {
    port,
    facts: async () => {
      const answer = messageOf(child, 'facts');
      say({ kind: 'facts' });
      return answer;
    },
    keys: async () => {
      const answer = messageOf(child, 'keys');
      say({ kind: 'keys' });
      return (await answer).keys;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    close: async () => {
      const ended = once(child, 'exit');
      say({ kind: 'close' });
      await ended;
    },
  };
}

function messageOf<Kind extends FromReceiver['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromReceiver, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const hear = (message: FromReceiver): void => {
      if (message.kind !== kind) return;
      child.off('message', hear);
      child.off('exit', ended);
      resolve(message as Extract<FromReceiver, { kind: Kind }>);
    };
    const ended = (): void => {
      reject(new Error('the receiver ended'));
    };
    child.on('message', hear);
    child.once('exit', ended);
  });
}
