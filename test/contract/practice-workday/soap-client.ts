import { gunzipSync } from 'node:zlib';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { SOAP_NS, WD_NS, PASSWORD_TEXT, WSSE_NS } from '../../../sandbox/workday/soap.ts';
import { startPracticeWorkday, type PracticeWorkday } from '../../../sandbox/workday/index.ts';
import { escapeXml } from '../../../sandbox/workday/escape.ts';
import { childOf, parseXml, textOf, type XmlElement } from '../../../sandbox/workday/xml-tree.ts';
import { openWorld } from '../../../sandbox/world/world.ts';
import { fixedClock } from '../../unit/world/fixed-clock.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** True if the connection ended before the answer did. */
  readonly cut: boolean;
}

export type Clock = ReturnType<typeof fixedClock>;

export async function startFresh(scale = 0.5): Promise<{ workday: PracticeWorkday; clock: Clock }> {
  const clock = fixedClock();
  const workday = await startPracticeWorkday({ world: openWorld({ seed: 5, scale, clock }), clock });
  return { workday, clock };
}

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

/** One HTTP request, whatever comes of it. */
export function send(
  workday: PracticeWorkday,
  { method = 'POST', path, body = '', headers = {} }: Sent,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(`${workday.address}${path}`, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      const done = (cut: boolean): void => {
        const raw = Buffer.concat(parts);
        const zipped = response.headers['content-encoding'] === 'gzip' && !cut;
        const text = (zipped ? gunzipSync(raw) : raw).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, cut });
      };
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        done(false);
      });
      response.on('error', () => {
        done(true);
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

export interface SoapOptions {
  readonly service?: string;
  readonly version?: string;
  readonly username?: string;
  readonly password?: string;
  /** Null for no security header at all. */
  readonly passwordType?: string | null;
  readonly bearer?: string;
  readonly descriptors?: boolean;
  readonly headers?: Record<string, string>;
}

function securityHeader(workday: PracticeWorkday, options: SoapOptions): string {
  if (options.bearer !== undefined || options.passwordType === null) return '';
  const { username, tenant, password } = workday.credentialsUsed;
  return (
    `<s:Security xmlns:s="${WSSE_NS}"><s:UsernameToken><s:Username>${options.username ?? `${username}@${tenant}`}</s:Username>` +
    `<s:Password Type="${options.passwordType ?? PASSWORD_TEXT}">${escapeXml(options.password ?? password)}</s:Password>` +
    '</s:UsernameToken></s:Security>'
  );
}

const SERVICE: Readonly<Record<string, string>> = {
  Get_Payments: 'Financial_Management',
  Get_Journals: 'Financial_Management',
  Get_Account_Sets: 'Financial_Management',
  Get_Ledger_Account_Summaries: 'Financial_Management',
  Get_Customers: 'Revenue_Management',
  Server_Timestamp_Get: 'Human_Resources',
};

/** Sends the XML of a request element in an envelope. */
export function sendSoap(workday: PracticeWorkday, request: string, options: SoapOptions = {}): Promise<Reply> {
  const operation = /<wd:(\w+?)(_Request)?[ >/]/.exec(request)?.[1] ?? '';
  const service = options.service ?? SERVICE[operation] ?? 'Resource_Management';
  const common =
    options.descriptors === true
      ? '<wd:Workday_Common_Header><wd:Include_Reference_Descriptors_In_Response>true</wd:Include_Reference_Descriptors_In_Response></wd:Workday_Common_Header>'
      : '';
  const body =
    `<?xml version="1.0"?><e:Envelope xmlns:e="${SOAP_NS}" xmlns:wd="${WD_NS}"><e:Header>` +
    `${securityHeader(workday, options)}${common}</e:Header><e:Body>${request}</e:Body></e:Envelope>`;
  const authorization: Record<string, string> =
    options.bearer === undefined ? {} : { authorization: `Bearer ${options.bearer}` };
  return send(workday, {
    path: `/ccx/service/${workday.credentialsUsed.tenant}/${service}/${options.version ?? 'v46.1'}`,
    body,
    headers: { 'content-type': 'text/xml; charset=utf-8', ...authorization, ...options.headers },
  });
}

export interface Ask extends SoapOptions {
  readonly criteria?: string;
  readonly references?: string;
  readonly asOf?: number;
  readonly page?: number;
  readonly count?: number;
  readonly group?: string;
}

export function requestXml(operation: string, ask: Ask = {}): string {
  const asOf =
    ask.asOf === undefined
      ? ''
      : `<wd:As_Of_Entry_DateTime>${new Date(ask.asOf).toISOString()}</wd:As_Of_Entry_DateTime>`;
  const page = ask.page === undefined ? '' : `<wd:Page>${ask.page}</wd:Page>`;
  const count = ask.count === undefined ? '' : `<wd:Count>${ask.count}</wd:Count>`;
  const part = (name: string, inner: string | undefined): string =>
    inner === undefined ? '' : `<wd:${name}>${inner}</wd:${name}>`;
  return (
    `<wd:${operation}_Request wd:version="v46.1">${part('Request_References', ask.references)}${part('Request_Criteria', ask.criteria)}` +
    `<wd:Response_Filter>${asOf}${page}${count}</wd:Response_Filter>${part('Response_Group', ask.group)}</wd:${operation}_Request>`
  );
}

export interface Page {
  readonly response: XmlElement;
  readonly total: number;
  readonly pages: number;
  readonly pageResults: number;
  readonly records: readonly XmlElement[];
  readonly wids: readonly string[];
}

/** The first ID of a record's reference: its Workday ID. */
export function widOf(record: XmlElement): string {
  return record.children[0]?.children[0]?.text ?? '';
}

export function pageOf(reply: Reply): Page {
  if (reply.status !== 200) throw new Error(`status ${reply.status}: ${reply.text}`);
  const response = childOf(parseXml(reply.text), SOAP_NS, 'Body')?.children[0];
  if (response === undefined) throw new Error('empty body');
  const results = childOf(response, WD_NS, 'Response_Results');
  const number = (name: string): number => Number(textOf(results, WD_NS, name));
  const records = childOf(response, WD_NS, 'Response_Data')?.children ?? [];
  return {
    response,
    total: number('Total_Results'),
    pages: number('Total_Pages'),
    pageResults: number('Page_Results'),
    records,
    wids: records.map(widOf),
  };
}

/** One page of an operation. */
export async function read(workday: PracticeWorkday, operation: string, ask: Ask = {}): Promise<Page> {
  return pageOf(await sendSoap(workday, requestXml(operation, ask), ask));
}

export interface Fault {
  readonly code: string;
  readonly text: string;
  readonly xpath: string;
}

export function faultOf(reply: Reply): Fault {
  const fault = childOf(childOf(parseXml(reply.text), SOAP_NS, 'Body'), SOAP_NS, 'Fault');
  if (fault === undefined) throw new Error(`no fault: ${reply.text}`);
  const detail = childOf(childOf(childOf(fault, '', 'detail'), WD_NS, 'Validation_Fault'), WD_NS, 'Validation_Error');
  return {
    code: textOf(fault, '', 'faultcode') ?? '',
    text: textOf(fault, '', 'faultstring') ?? '',
    xpath: textOf(detail, WD_NS, 'Xpath') ?? '',
  };
}

/** Every element below with this local name. */
export function all(element: XmlElement, local: string): XmlElement[] {
  return element.children.flatMap((child) => (child.local === local ? [child] : all(child, local)));
}

export function dataOf(record: XmlElement): XmlElement {
  const data = record.children.find((child) => child.local.endsWith('_Data'));
  if (data === undefined) throw new Error(`${record.local} has no data`);
  return data;
}
