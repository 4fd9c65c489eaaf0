import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  /** Cuts the connection instead of answering. */
  readonly drop?: boolean;
}

export interface ScriptedCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

export interface ScriptedWorkspace {
  readonly address: string;
  readonly calls: readonly ScriptedCall[];
  close(): Promise<void>;
}

/** A server that answers as the script says; a script without an answer for a call gives 404 and the test sees the call. */
export async function startScripted(
  script: (call: ScriptedCall) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>,
): Promise<ScriptedWorkspace> {
  const calls: ScriptedCall[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const call = {
        method: request.method ?? '',
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        body,
      };
      calls.push(call);
      const answer = (await script(call)) ?? {
        status: 404,
        json: { error_code: 'ENDPOINT_NOT_FOUND', message: call.path },
      };
      if (answer.drop === true) {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
      response.end(answer.text ?? JSON.stringify(answer.json ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${String(port)}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
