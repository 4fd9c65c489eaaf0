import { describe, expect, it } from 'vitest';
import { buildEnvelope } from '../../../main/connectors/workday/envelope.ts';
import { classifyFault } from '../../../main/connectors/workday/errors.ts';
import { enterTurn } from '../../../main/http/turn.ts';
import { parseXml } from '../../../sandbox/workday/xml-tree.ts';

const wsdl = {
  operation: 'Get_Supplier_Invoices',
  service: 'Resource_Management',
  reference: 'Supplier_Invoice_Reference',
};
const status = (value: string): { ID: { attributes: { 'wd:type': string }; $value: string } } => ({
  ID: { attributes: { 'wd:type': 'Document_Status_ID' }, $value: value },
});

describe('SOAP requests', () => {
  it('have their elements in the order of the schema, however they are given, and qualified attributes', async () => {
    const { xml, headers } = await buildEnvelope({
      wsdl,
      version: 'v46.1',
      login: null,
      args: {
        Response_Group: { Include_Attachment_Data: 'false', Include_Reference: 'true' },
        Response_Filter: { Count: '100', Page: '2', As_Of_Entry_DateTime: '2026-11-21T10:00:00Z' },
        Request_Criteria: {
          Invoice_Status_Reference: [status('A&B'), status('C')],
          Invoice_Date_On_or_Before: '2026-01-01',
        },
      },
    });
    const body = /<wd:Get_Supplier_Invoices_Request[\s\S]*_Request>/.exec(xml)?.[0] ?? '';
    expect([...body.matchAll(/<wd:(\w+)/g)].map(([, name]) => name)).toEqual(
      'Get_Supplier_Invoices_Request Request_Criteria Invoice_Date_On_or_Before Invoice_Status_Reference ID Invoice_Status_Reference ID Response_Filter As_Of_Entry_DateTime Page Count Response_Group Include_Reference Include_Attachment_Data'.split(' '), // oxfmt-ignore
    );
    expect(body).toContain('wd:version="v46.1"');
    expect(body).toContain('<wd:ID wd:type="Document_Status_ID">A&amp;B</wd:ID>');
    expect(xml).toContain(
      '<wd:Include_Reference_Descriptors_In_Response>true</wd:Include_Reference_Descriptors_In_Response>',
    );
    expect(xml).not.toContain('wsse');
    expect(headers).toEqual({ 'content-type': 'text/xml; charset=utf-8', soapaction: '""' });
  });

  it('carry user and password as text, whatever they hold, and no time stamp', async () => {
    const login = { username: 'I<S>U@t', password: 'p<&>"\' ]]> 密' };
    const { xml } = await buildEnvelope({ wsdl, version: 'v46.1', login, args: {} });
    expect(JSON.stringify(parseXml(xml))).toContain(JSON.stringify(login.password));
    expect(JSON.stringify(parseXml(xml))).toContain(login.username);
    expect(xml).toContain('#PasswordText"');
    expect(xml).not.toContain('Timestamp');
  });
});

describe('faults', () => {
  const call = { operation: 'Get_X', service: 'S', version: 'v1.0', domain: 'D', user: 'u@t' };
  it.each([
    ['SOAP-ENV:Client.authenticationError', 'invalid username or password', 'auth'],
    ['env:Server.processingError', 'Processing error occurred. The task submitted is not authorized.', 'permission'],
    ['SOAP-ENV:Client.validationError', 'Validation error occurred. Page number cannot be zero.', 'config'],
    ['SOAP-ENV:Client.validationError', 'The web service or version is invalid for the requested operation', 'config'],
    ['SOAP-ENV:Server.processingError', 'Processing error occurred.', 'transient'],
    ['', '', 'transient'],
  ])('%s “%s” is %s', (code, text, kind) => {
    expect(classifyFault({ code, text, details: [] }, call).kind).toBe(kind);
  });
});

async function throughGate(name: string, signal: AbortSignal, call: () => Promise<unknown>): Promise<void> {
  const leave = await enterTurn(name, signal);
  try {
    await call();
  } finally {
    leave();
  }
}

describe('the gate of a tenant', () => {
  it('lets one call at a time through, in order, and is not held up by one that fails or gives up', async () => {
    const log: string[] = [];
    const signal = new AbortController().signal;
    const stop = new AbortController();
    let release = (): void => undefined;
    const first = throughGate('t', signal, async () => {
      log.push('first begins');
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      log.push('first fails');
      throw new Error('first');
    });
    const second = throughGate('t', stop.signal, () => Promise.resolve(log.push('second')));
    const third = throughGate('t', signal, () => Promise.resolve(log.push('third')));
    const other = throughGate('another', signal, () => Promise.resolve(log.push('other tenant')));
    await other;
    stop.abort(new Error('given up'));
    await expect(second).rejects.toThrow('given up');
    expect(log).toEqual(['first begins', 'other tenant']);
    release();
    await expect(first).rejects.toThrow('first');
    await third;
    expect(log).toEqual(['first begins', 'other tenant', 'first fails', 'third']);
  });
});
