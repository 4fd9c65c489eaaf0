import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';
import { WSDL } from 'soap';
import { parseAnswer } from '../../main/connectors/workday/xml/parse.ts';
import { streamSpecs } from '../../main/connectors/workday/streams/streams.ts';
import { wsdlText } from '../../main/connectors/workday/wsdl/wsdl-text.ts';
import type { SourceRecord } from '../../shared/model/record.ts';

export type WorkName = 'saxes' | 'ours' | 'whole' | 'node-soap' | 'fast-xml-parser';

export interface WorkerTask {
  readonly name: WorkName;
  /** File with the page: making it here would leave its traces in this process's memory. */
  readonly file: string;
  readonly rounds: number;
  readonly hook: string | null;
}

export interface WorkerResult {
  readonly name: WorkName;
  /** Best round. */
  readonly milliseconds: number;
  /** Highest resident memory of the process above what it had before the first round, the page's bytes included in that. */
  readonly memoryBytes: number;
}

const CHUNK = 64 * 1024;

/** Runs one way of reading in a process of its own, so that neither memory nor compiled code is shared. */
export function inFreshProcess(task: WorkerTask): Promise<WorkerResult> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(task)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('message', (result) => {
      resolve(result as WorkerResult);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`the bench of ${task.name} ended with ${String(code)}`));
    });
  });
}

function workOf(
  task: WorkerTask,
  page: Buffer,
  pageWork: (records: readonly SourceRecord[]) => void,
): () => Promise<number> {
  const spec = streamSpecs.find(({ id }) => id === 'journal_entries');
  if (spec === undefined) throw new Error('there is no stream of journals');
  switch (task.name) {
    case 'saxes':
      return () => {
        const parser = new SaxesParser({});
        const decoder = new TextDecoder();
        for (let at = 0; at < page.length; at += CHUNK) {
          parser.write(decoder.decode(page.subarray(at, at + CHUNK), { stream: true }));
        }
        parser.close();
        return Promise.resolve(page.length);
      };
    case 'ours':
    case 'whole':
      return async () => {
        const body = (async function* (): AsyncGenerator<Uint8Array> {
          for (let at = 0; at < page.length; at += CHUNK) yield await Promise.resolve(page.subarray(at, at + CHUNK));
        })();
        let read = 0;
        for await (const { records } of parseAnswer(spec, body, { today: '2026-11-21' })) {
          pageWork(records);
          read += records.length;
        }
        return read;
      };
    case 'node-soap':
      return nodeSoap(page);
    case 'fast-xml-parser':
      return () => {
        const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
        const parsed = parser.parse(page.toString('utf8')) as unknown;
        return Promise.resolve(parsed === undefined ? 0 : page.length);
      };
  }
}

function nodeSoap(page: Buffer): () => Promise<number> {
  const text = wsdlText({
    operation: 'Get_Journals',
    service: 'Financial_Management',
    reference: 'JournalEntryReference',
  })
    // The connector never reads answers through a WSDL; node-soap cannot do without one.
    .replace('</xsd:schema>', '<xsd:element name="Get_Journals_Response" type="xsd:anyType"/></xsd:schema>')
    .replace(
      '<wsdl:portType',
      '<wsdl:message name="Answer"><wsdl:part name="body" element="wd:Get_Journals_Response"/></wsdl:message><wsdl:portType',
    )
    .replace('Input"/></wsdl:operation>', 'Input"/><wsdl:output message="svc:Answer"/></wsdl:operation>')
    .replace(
      '</wsdl:input></wsdl:operation>',
      '</wsdl:input><wsdl:output><soapbind:body use="literal"/></wsdl:output></wsdl:operation>',
    );
  const wsdl = new WSDL(text, '', {});
  const ready = new Promise<void>((resolve, reject) => {
    wsdl.onReady((error: Error | null | undefined) => {
      if (error === null || error === undefined) resolve();
      else reject(error);
    });
  });
  return async () => {
    await ready;
    const parsed = wsdl.xmlToObject(page.toString('utf8')) as { Body: Record<string, unknown> };
    return Object.keys(parsed.Body).length;
  };
}

async function run(task: WorkerTask): Promise<WorkerResult> {
  const page = readFileSync(task.file);
  const hook =
    task.name === 'whole' && task.hook !== null
      ? ((await import(task.hook)) as { createPageWork(): (records: readonly SourceRecord[]) => void }).createPageWork()
      : (): void => undefined;
  const work = workOf(task, page, hook);
  global.gc?.();
  const before = process.memoryUsage().rss;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < task.rounds; round += 1) {
    const startedAt = performance.now();
    if ((await work()) === 0) throw new Error(`${task.name} read nothing`);
    best = Math.min(best, performance.now() - startedAt);
  }
  // maxRSS is in kilobytes on every platform of libuv.
  const peak = process.resourceUsage().maxRSS * 1024;
  return { name: task.name, milliseconds: best, memoryBytes: Math.max(1, peak - before) };
}

const [, entry, argument] = process.argv;
if (entry === fileURLToPath(import.meta.url) && argument !== undefined && process.send !== undefined) {
  process.send(await run(JSON.parse(argument) as WorkerTask));
  process.disconnect();
}
