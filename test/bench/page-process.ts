import { readFileSync } from 'node:fs';
import { parseAnswer } from '../../main/connectors/workday/xml/parse.ts';
import { streamSpecs } from '../../main/connectors/workday/streams/streams.ts';
import { wsdlText } from '../../main/connectors/workday/wsdl/wsdl-text.ts';
import type { SourceRecord } from '../../shared/model/record.ts';
import { journalsPageParts } from './journals-page.ts';
import { createPageWork } from './stage-work.ts';
import type { FromWay, ToWay, WayTask } from './turns.ts';

const CHUNK = 64 * 1024;
const TODAY = { today: '2026-11-21' };

type PageWork = (records: readonly SourceRecord[]) => void;

const journals = streamSpecs.find(({ id }) => id === 'journal_entries');

async function readJournals(body: AsyncIterable<Uint8Array>, pageWork: PageWork): Promise<number> {
  if (journals === undefined) throw new Error('there is no stream of journals');
  let read = 0;
  for await (const { records } of parseAnswer(journals, body, TODAY)) {
    pageWork(records);
    read += records.length;
  }
  return read;
}

async function* chunksOf(page: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < page.length; at += CHUNK) yield await Promise.resolve(page.subarray(at, at + CHUNK));
}

/** A page that is made while it is read, in chunks as a connection gives them: no page is ever whole in memory. */
async function* madeWhileRead(first: number, count: number, linesPerJournal: number): AsyncGenerator<Uint8Array> {
  let chunk = Buffer.allocUnsafe(CHUNK);
  let filled = 0;
  for (const part of journalsPageParts({ journals: count, linesPerJournal, first })) {
    if (filled + Buffer.byteLength(part) > CHUNK) {
      yield await Promise.resolve(chunk.subarray(0, filled));
      chunk = Buffer.allocUnsafe(CHUNK);
      filled = 0;
    }
    filled += chunk.write(part, filled);
  }
  yield chunk.subarray(0, filled);
}

async function bareSaxes(page: Buffer): Promise<() => Promise<number>> {
  const { SaxesParser } = await import('saxes');
  return () => {
    const parser = new SaxesParser({});
    const decoder = new TextDecoder();
    for (let at = 0; at < page.length; at += CHUNK) {
      parser.write(decoder.decode(page.subarray(at, at + CHUNK), { stream: true }));
    }
    parser.close();
    return Promise.resolve(page.length);
  };
}

async function fastXmlParser(page: Buffer): Promise<() => Promise<number>> {
  const { XMLParser } = await import('fast-xml-parser');
  return () => {
    const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
    const parsed = parser.parse(page.toString('utf8')) as unknown;
    return Promise.resolve(parsed === undefined ? 0 : page.length);
  };
}

/** One page after another through one window of the engine; gives the number of lines read. */
function endless(linesPerPage: number): () => Promise<number> {
  const pageWork = createPageWork();
  const linesPerJournal = 100;
  const count = linesPerPage / linesPerJournal;
  let first = 0;
  return async () => {
    const read = await readJournals(madeWhileRead(first, count, linesPerJournal), pageWork);
    first += count;
    return read * linesPerJournal;
  };
}

/** Each way loads its own library and no other: what the others take is not its memory. */
async function workOf(task: WayTask): Promise<() => Promise<number>> {
  if (task.name === 'endless') return endless(task.linesPerPage);
  const page = readFileSync(task.file);
  switch (task.name) {
    case 'saxes':
      return await bareSaxes(page);
    case 'ours':
      return () => readJournals(chunksOf(page), () => undefined);
    case 'whole': {
      const pageWork = createPageWork();
      return () => readJournals(chunksOf(page), pageWork);
    }
    case 'node-soap':
      return await nodeSoap(page);
    case 'fast-xml-parser':
      return await fastXmlParser(page);
  }
}

async function nodeSoap(page: Buffer): Promise<() => Promise<number>> {
  const { WSDL } = await import('soap');
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
  await ready;
  return () => {
    const parsed = wsdl.xmlToObject(page.toString('utf8')) as { Body: Record<string, unknown> };
    return Promise.resolve(Object.keys(parsed.Body).length);
  };
}

/** Highest resident memory of this process so far, in bytes: maxRSS is in kilobytes on every platform of libuv. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Does a round whenever it is told to; leaves when its parent does. */
async function serve(task: WayTask, send: (message: FromWay) => void): Promise<void> {
  const work = await workOf(task);
  const before = process.memoryUsage().rss;
  process.on('message', (message: ToWay) => {
    if (message.kind === 'end') {
      process.disconnect();
      return;
    }
    const startedAt = performance.now();
    void work().then((read) => {
      if (read === 0) throw new Error(`${task.name} read nothing`);
      const milliseconds = performance.now() - startedAt;
      send({ kind: 'done', milliseconds, peakBytes: peakBytes(), beforeBytes: before });
    });
  });
  send({ kind: 'ready' });
}

const argument = process.argv[2];
if (argument !== undefined && process.send !== undefined) {
  const send = process.send.bind(process);
  await serve(JSON.parse(argument) as WayTask, (message) => {
    send(message);
  });
}
