import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The app without a window, on Node, in a process that can be killed. */
export class EngineProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves once windows can attach to it. */
  static async start(folder: string): Promise<EngineProcess> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'engine-process.ts')], {
      env: { ...process.env, MLC_DATA_DIR: folder, LC_ALL: 'en_US.UTF-8' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ready = once(child.stdout, 'data');
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the engine ended with ${String(code)} before it was ready`);
    });
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    return new EngineProcess(child);
  }

  /** As a crash of the machine's own doing: nothing is said and nothing is put in order. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  close(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}
