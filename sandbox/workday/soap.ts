import { escapeXml } from './escape.ts';

export const SOAP_NS = 'http://schemas.xmlsoap.org/soap/envelope/';
export const WD_NS = 'urn:com.workday/bsvc';
export const WSSE_NS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
export const PASSWORD_TEXT =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText';

export const ENVELOPE_START = `<?xml version="1.0" encoding="UTF-8"?>\n<env:Envelope xmlns:env="${SOAP_NS}"><env:Body>`;
export const ENVELOPE_END = '</env:Body></env:Envelope>';

/** One thing wrong with a request, in the words of Workday's validation fault. */
export interface ValidationError {
  readonly message: string;
  readonly detail: string;
  readonly xpath: string;
}

/** A refusal that is answered with HTTP 500 and a fault. */
export class SoapFault extends Error {
  readonly faultcode: string;
  readonly errors: readonly ValidationError[];

  constructor(faultcode: string, faultstring: string, errors: readonly ValidationError[] = []) {
    super(faultstring);
    this.faultcode = faultcode;
    this.errors = errors;
  }
}

export function authenticationFault(): SoapFault {
  return new SoapFault('SOAP-ENV:Client.authenticationError', 'invalid username or password');
}

export function notAuthorizedFault(): SoapFault {
  return new SoapFault(
    'SOAP-ENV:Server.processingError',
    'Processing error occurred. The task submitted is not authorized.',
  );
}

/** The code is unconfirmed; only the text is known. */
export function wrongServiceFault(): SoapFault {
  return new SoapFault(
    'SOAP-ENV:Client.validationError',
    'The web service or version is invalid for the requested operation',
  );
}

export function validationFault(message: string, xpath: string, detail = message): SoapFault {
  return new SoapFault('SOAP-ENV:Client.validationError', `Validation error occurred. ${message}`, [
    { message, detail, xpath },
  ]);
}

function errorXml({ message, detail, xpath }: ValidationError): string {
  return (
    `<wd:Validation_Error><wd:Message>${escapeXml(message)}</wd:Message>` +
    `<wd:Detail_Message>${escapeXml(detail)}</wd:Detail_Message><wd:Xpath>${escapeXml(xpath)}</wd:Xpath></wd:Validation_Error>`
  );
}

/** The whole answer for a fault. */
export function faultEnvelope(fault: SoapFault): string {
  const detail =
    fault.errors.length === 0
      ? ''
      : `<detail><wd:Validation_Fault>${fault.errors.map(errorXml).join('')}</wd:Validation_Fault></detail>`;
  return (
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_NS}"><SOAP-ENV:Body><SOAP-ENV:Fault xmlns:wd="${WD_NS}">` +
    `<faultcode>${fault.faultcode}</faultcode><faultstring>${escapeXml(fault.message)}</faultstring>${detail}` +
    `</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`
  );
}
