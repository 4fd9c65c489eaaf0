import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SparkProcess } from './spark-process.ts';

const submitSchema = z.object({
  statement: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
});

/** What became of one statement. */
export interface StatementTrace {
  readonly sql: string;
  readonly condition: string;
  readonly sqlState: string;
}

/** The REST surface of a workspace in front of a Spark session: no rules of its own, it only carries. */
export interface SparkWorkspace {
  readonly address: string;
  readonly trace: readonly StatementTrace[];
  close(): Promise<void>;
}

/** Starts it on a free port of this machine. `volumes` is the folder that stands for `/Volumes`. */
export async function startSparkWorkspace(spark: SparkProcess, volumes: string): Promise<SparkWorkspace> {
  const trace: StatementTrace[] = [];
  let count = 0;
  const execute = async (body: unknown): Promise<unknown> => {
    const { statement, parameters } = submitSchema.parse(body);
    const values = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
    const answer = await spark.run(statement, values);
    count += 1;
    const error = answer.error;
    trace.push({ sql: statement, condition: error?.condition ?? '', sqlState: error?.sqlState ?? '' });
    const status =
      error === undefined
        ? { state: 'SUCCEEDED' }
        : { state: 'FAILED', error: { error_code: 'BAD_REQUEST', message: error.message }, sql_state: error.sqlState };
    const columns = (answer.columns ?? []).map((name, position) => ({ name, position }));
    return {
      statement_id: `spark-${String(count)}`,
      status,
      manifest: { schema: { columns }, truncated: false },
      result: { data_array: answer.rows ?? [] },
    };
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const body = await readBody(request);
    const send = (status: number, answer: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    };
    if (path === '/oidc/v1/token') send(200, { access_token: 'spark', expires_in: 3600 });
    else if (path === '/api/2.0/sql/statements') send(200, await execute(JSON.parse(body.toString())));
    else if (path.startsWith('/api/2.0/fs/')) {
      const target = join(volumes, path.slice(path.indexOf('/Volumes') + '/Volumes'.length));
      send(
        200,
        await fileCall(request.method ?? '', { target, body, isFolder: path.startsWith('/api/2.0/fs/directories') }),
      );
    } else send(404, { error_code: 'ENDPOINT_NOT_FOUND', message: path });
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error_code: 'INTERNAL_ERROR', message: String(error) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${String(port)}`,
    trace,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function fileCall(
  method: string,
  call: { readonly target: string; readonly body: Buffer; readonly isFolder: boolean },
): Promise<unknown> {
  const { target, body, isFolder } = call;
  if (method === 'GET') {
    const entries = await readdir(target, { withFileTypes: true }).catch(() => []);
    const contents = entries.map((entry) => ({
      path: `/Volumes${target.split('/volumes')[1] ?? ''}/${entry.name}`,
      is_directory: entry.isDirectory(),
    }));
    return { contents };
  }
  if (method === 'DELETE') await rm(target, { recursive: isFolder, force: true });
  else if (isFolder) await mkdir(target, { recursive: true });
  else {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, body);
  }
  return {};
}
