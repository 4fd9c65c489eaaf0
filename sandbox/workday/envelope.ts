import type { FaultSwitches } from './faults.ts';
import { authenticationFault, PASSWORD_TEXT, SOAP_NS, SoapFault, validationFault, WD_NS, WSSE_NS } from './soap.ts';
import type { TokenOffice, WorkdayCredentials } from './tokens.ts';
import { attributeOf, childOf, parseXml, textOf, type XmlElement } from './xml-tree.ts';

export interface Envelope {
  readonly header: XmlElement | undefined;
  readonly request: XmlElement;
}

/** Takes a SOAP 1.1 envelope apart. Throws the validation fault for anything else. */
export function readEnvelope(body: string): Envelope {
  let root: XmlElement;
  try {
    root = parseXml(body);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw validationFault('The request is not well-formed XML.', '/', reason);
  }
  const soapBody = childOf(root, SOAP_NS, 'Body');
  const request = soapBody?.children[0];
  if (root.uri !== SOAP_NS || root.local !== 'Envelope' || request === undefined || soapBody?.children.length !== 1) {
    throw validationFault('The request is not a SOAP 1.1 envelope with one element in its body.', '/');
  }
  if (request.uri !== WD_NS)
    throw validationFault(`Element ${request.local} is not in the namespace ${WD_NS}.`, `/${request.local}[1]`);
  return { header: childOf(root, SOAP_NS, 'Header'), request };
}

/** Whether display texts of references were asked for. */
export function wantsDescriptors(header: XmlElement | undefined): boolean {
  const common = childOf(header, WD_NS, 'Workday_Common_Header');
  return ['1', 'true'].includes(textOf(common, WD_NS, 'Include_Reference_Descriptors_In_Response') ?? '');
}

export interface Gate {
  readonly credentials: WorkdayCredentials;
  readonly tokens: TokenOffice;
  readonly faults: FaultSwitches;
}

/**
 * Lets a request in by its bearer token or its UsernameToken. Returns false for a bearer token that is not valid (answered with 401);
 * throws the authentication fault for a wrong user name or password.
 */
export function authenticate(header: XmlElement | undefined, authorization: string | undefined, gate: Gate): boolean {
  if (gate.faults.strikes('wrong-password')) throw authenticationFault();
  if (authorization?.startsWith('Bearer ') === true) return gate.tokens.accepts(authorization.slice('Bearer '.length));
  const token = childOf(childOf(header, WSSE_NS, 'Security'), WSSE_NS, 'UsernameToken');
  const password = childOf(token, WSSE_NS, 'Password');
  if (password === undefined) throw authenticationFault();
  const type = attributeOf(password, '', 'Type');
  if (type !== PASSWORD_TEXT) {
    throw new SoapFault('SOAP-ENV:Client.authenticationError', 'only PasswordText is accepted');
  }
  const { username, tenant } = gate.credentials;
  const isUser = textOf(token, WSSE_NS, 'Username') === `${username}@${tenant}`;
  if (!isUser || password.text !== gate.credentials.password) throw authenticationFault();
  return true;
}
