import { Client, WSDL, WSSecurity, type IHttpClient } from 'soap';
import { AppError } from '../../../shared/errors/app-error.ts';
import { wsdlText, type WsdlOptions } from './wsdl/wsdl-text.ts';

/** A request's content: elements by name, texts, lists; `attributes` and `$value` as `soap` has them. */
export interface SoapArgs {
  readonly [name: string]: string | SoapArgs | readonly SoapArgs[];
}

export interface EnvelopeRequest {
  readonly wsdl: WsdlOptions;
  readonly version: string;
  readonly args: SoapArgs;
  /** Without it no WS-Security header is written: a bearer goes with the HTTP request. */
  readonly login: { readonly username: string; readonly password: string } | null;
}

export interface Envelope {
  readonly xml: string;
  readonly headers: Readonly<Record<string, string>>;
}

const HEADER =
  '<wd:Workday_Common_Header xmlns:wd="urn:com.workday/bsvc"><wd:Include_Reference_Descriptors_In_Response>true' +
  '</wd:Include_Reference_Descriptors_In_Response></wd:Workday_Common_Header>';

/** Ends the library's call after it has handed over what it would send. */
const handedOver = new Error('handed over');

const loaded = new Map<string, Promise<WSDL>>();

function loadWsdl(options: WsdlOptions): Promise<WSDL> {
  const key = `${options.operation}|${options.service}`;
  let wsdl = loaded.get(key);
  if (wsdl === undefined) {
    wsdl = new Promise((resolve, reject) => {
      const made = new WSDL(wsdlText(options), '', {});
      made.onReady((error: Error | null | undefined) => {
        if (error === null || error === undefined) resolve(made);
        else reject(error);
      });
    });
    loaded.set(key, wsdl);
  }
  return wsdl;
}

/**
 * Builds and secures one SOAP 1.1 request with the `soap` library, and hands the envelope back instead of sending it: requests
 * go through our own HTTP layer, and answers are streamed. The client is thrown away, because it remembers the envelope with
 * its password. Throws APP_INTERNAL if the library makes no request.
 */
export async function buildEnvelope(request: EnvelopeRequest): Promise<Envelope> {
  const wsdl = await loadWsdl(request.wsdl);
  let envelope: Envelope | undefined;
  const httpClient = {
    request(_url: string, xml: string, callback: (error: unknown) => void, headers: Record<string, string> = {}) {
      envelope = { xml, headers: plainHeaders(headers) };
      callback(handedOver);
    },
  };
  const client = new Client(wsdl, undefined, { httpClient: httpClient as unknown as IHttpClient });
  client.addSoapHeader(HEADER);
  if (request.login !== null) {
    const { username, password } = request.login;
    client.setSecurity(
      new WSSecurity(username, password, {
        passwordType: 'PasswordText',
        hasTimeStamp: false,
        hasTokenCreated: false,
        mustUnderstand: true,
      }),
    );
  }
  const args = { attributes: { 'wd:version': request.version }, ...request.args };
  await new Promise<void>((resolve, reject) => {
    const method = (client as unknown as Record<string, (args: unknown, done: (error: unknown) => void) => void>)[
      request.wsdl.operation
    ];
    if (method === undefined) reject(new AppError('APP_INTERNAL', 'internal', { phase: 'read' }));
    else
      method(args, (error) => {
        if (error === handedOver) resolve();
        else reject(new AppError('APP_INTERNAL', 'internal', { phase: 'read', cause: error }));
      });
  });
  if (envelope === undefined) throw new AppError('APP_INTERNAL', 'internal', { phase: 'read' });
  return envelope;
}

function plainHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  // Workday's bindings carry no SOAPAction: it is sent empty (reference page §2).
  return { 'content-type': 'text/xml; charset=utf-8', soapaction: headers['SOAPAction'] ?? '""' };
}
