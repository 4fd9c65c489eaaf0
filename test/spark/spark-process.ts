import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const answerSchema = z.object({
  id: z.number(),
  columns: z.array(z.string()).optional(),
  rows: z.array(z.array(z.string().nullable())).optional(),
  error: z.object({ condition: z.string(), sqlState: z.string(), message: z.string() }).optional(),
});
export type SparkAnswer = z.infer<typeof answerSchema>;

export interface SparkPaths {
  readonly python: string;
  readonly jars: string;
  /** Folder for tables, volumes and Spark's own files; deleted by who made it. */
  readonly work: string;
  readonly catalog: string;
}

/** A Spark session in a Python process, one statement at a time. */
export class SparkProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (answer: SparkAnswer) => void>();
  readonly ready: Promise<string>;
  #count = 0;
  #errors = '';

  constructor(paths: SparkPaths) {
    const runner = new URL('./runner.py', import.meta.url).pathname;
    this.#child = spawn(paths.python, [runner, paths.jars, paths.work, paths.catalog], {
      env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1', PYTHONUNBUFFERED: '1', PYSPARK_PYTHON: paths.python },
      cwd: paths.work,
    });
    this.#child.stderr.on('data', (bytes: Buffer) => {
      this.#errors = `${this.#errors}${bytes.toString()}`.slice(-4000);
    });
    this.ready = new Promise((resolve, reject) => {
      this.#child.once('exit', (code) => {
        reject(new Error(`Spark ended (${String(code)}): ${this.#errors}`));
      });
      createInterface(this.#child.stdout).on('line', (line) => {
        const message: unknown = JSON.parse(line);
        const started = z.object({ ready: z.string() }).safeParse(message);
        if (started.success) resolve(started.data.ready);
        else this.#answer(answerSchema.parse(message));
      });
    });
  }

  #answer(answer: SparkAnswer): void {
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }

  /** Runs one statement. Rejects only if the process is gone. */
  async run(sql: string, parameters: Readonly<Record<string, string>>): Promise<SparkAnswer> {
    await this.ready;
    this.#count += 1;
    const id = this.#count;
    return await new Promise((resolve, reject) => {
      const gone = (): void => {
        reject(new Error(`Spark ended: ${this.#errors}`));
      };
      this.#child.once('exit', gone);
      this.#waiting.set(id, (answer) => {
        this.#child.removeListener('exit', gone);
        resolve(answer);
      });
      this.#child.stdin.write(`${JSON.stringify({ id, sql, parameters })}\n`);
    });
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.ready.catch(() => undefined);
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.end();
    await ended;
  }
}
