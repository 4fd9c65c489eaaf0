import { X509Certificate, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Certificate, Request as VerifyRequest } from 'electron';
import { CertificateWatch, judgeChain, type ChainToJudge } from '../../../main/desktop/net-certificates.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const now = Date.parse('2026-11-21T12:00:00Z');

interface Made {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly name: string;
}

interface Wish {
  readonly name: string;
  /** Left out: signed by itself. */
  readonly issuer?: Made;
  readonly isCa?: boolean;
  readonly hosts?: readonly string[];
  readonly usage?: string;
  readonly to?: string;
}

let serial = 0;

async function make(wish: Wish): Promise<Made> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  serial += 1;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial.toString(16).padStart(4, '0'),
    subject: `CN=${wish.name}`,
    issuer: `CN=${wish.issuer?.name ?? wish.name}`,
    notBefore: new Date('2020-01-01'),
    notAfter: new Date(wish.to ?? '2045-01-01'),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey as unknown as CryptoKey,
    signingKey: (wish.issuer?.keys ?? keys).privateKey as unknown as CryptoKey,
    extensions: [
      ...(wish.isCa === true ? [new x509.BasicConstraintsExtension(true, 2, true)] : []),
      ...(wish.hosts === undefined
        ? []
        : [new x509.SubjectAlternativeNameExtension(wish.hosts.map((value) => ({ type: 'dns' as const, value })))]),
      ...(wish.usage === undefined ? [] : [new x509.ExtendedKeyUsageExtension([wish.usage])]),
    ],
  });
  return { certificate: new X509Certificate(certificate.toString('pem')), keys, name: wish.name };
}

describe('a chain that Chromium does not know', () => {
  let root: Made;
  let middle: Made;
  let leaf: Made;
  beforeAll(async () => {
    root = await make({ name: 'Root', isCa: true });
    middle = await make({ name: 'Middle', issuer: root, isCa: true });
    leaf = await make({ name: 'a.test', issuer: middle, hosts: ['a.test', '*.b.test'] });
  });

  const judge = (changes: Partial<ChainToJudge>) =>
    judgeChain({
      leaf: leaf.certificate,
      issuers: [middle.certificate],
      trusted: [root.certificate],
      hostname: 'a.test',
      now,
      ...changes,
    });

  it('is trusted up to an extra CA, in whatever order it was sent, and from any of its CAs on', () => {
    expect(judge({})).toBe('trusted');
    expect(judge({ issuers: [root.certificate, middle.certificate] })).toBe('trusted');
    expect(judge({ issuers: [], trusted: [middle.certificate] })).toBe('trusted');
    expect(judge({ hostname: 'x.b.test' })).toBe('trusted');
  });

  it('is not trusted without a link, or without an extra CA', () => {
    expect(judge({ issuers: [] })).toBe('untrusted');
    expect(judge({ trusted: [] })).toBe('untrusted');
  });

  it('is not for other names, and a common name alone is none', async () => {
    expect(judge({ hostname: 'c.test' })).toBe('wrong-name');
    expect(judge({ hostname: 'x.y.b.test' })).toBe('wrong-name');
    expect(judge({ hostname: '127.0.0.1' })).toBe('wrong-name');
    const nameless = await make({ name: 'a.test', issuer: middle });
    expect(judge({ leaf: nameless.certificate })).toBe('wrong-name');
  });

  it('is out of date if any part of it is', async () => {
    expect(judge({ now: Date.parse('2046-01-01') })).toBe('expired');
    expect(judge({ now: Date.parse('2019-01-01') })).toBe('expired');
    const old = await make({ name: 'Old', issuer: root, isCa: true, to: '2021-01-01' });
    const under = await make({ name: 'a.test', issuer: old, hosts: ['a.test'] });
    expect(judge({ leaf: under.certificate, issuers: [old.certificate] })).toBe('expired');
  });

  it('is not trusted through a certificate that is no CA, or that is not for servers', async () => {
    const under = await make({ name: 'a.test', issuer: leaf, hosts: ['a.test'] });
    expect(judge({ leaf: under.certificate, issuers: [leaf.certificate, middle.certificate] })).toBe('untrusted');
    const client = await make({ name: 'a.test', issuer: root, hosts: ['a.test'], usage: '1.3.6.1.5.5.7.3.2' });
    expect(judge({ leaf: client.certificate })).toBe('untrusted');
    const server = await make({ name: 'a.test', issuer: root, hosts: ['a.test'], usage: '1.3.6.1.5.5.7.3.1' });
    expect(judge({ leaf: server.certificate })).toBe('trusted');
  });

  it('is not trusted by the name of its CA alone', async () => {
    const twin = await make({ name: 'Middle', isCa: true });
    const forged = await make({ name: 'a.test', issuer: twin, hosts: ['a.test'] });
    expect(judge({ leaf: forged.certificate })).toBe('untrusted');
    expect(judge({ leaf: forged.certificate, issuers: [twin.certificate, middle.certificate] })).toBe('untrusted');
  });

  it('may be one certificate that is in the extra file itself', async () => {
    const own = await make({ name: 'a.test', hosts: ['a.test'] });
    expect(judge({ leaf: own.certificate, trusted: [own.certificate] })).toBe('trusted');
    expect(judge({ leaf: own.certificate, trusted: [own.certificate], hostname: 'c.test' })).toBe('wrong-name');
  });

  it('is looked at only where Chromium’s own verdict is an unknown authority', () => {
    const watch = new CertificateWatch({
      clock: createVirtualClock(),
      extraCertificates: [root.certificate.toString()],
    });
    const shown = (data: string): Certificate =>
      ({
        data,
        subjectName: 'a.test',
        issuerName: 'Middle',
        issuerCert: { data: middle.certificate.toString(), subjectName: 'Middle', issuerName: 'Root' },
      }) as Certificate;
    const verdict = (errorCode: number, data = leaf.certificate.toString()) => {
      const answers: number[] = [];
      const certificate = shown(data);
      const request = { hostname: 'a.test', certificate, validatedCertificate: certificate, errorCode };
      watch.verify(request as VerifyRequest, (answer) => answers.push(answer));
      return answers;
    };
    expect(verdict(-202)).toEqual([0]);
    // Revoked, pinned otherwise, weak, in order: Chromium's verdict stands.
    for (const code of [-206, -150, -208, -201, 0]) expect(verdict(code)).toEqual([-3]);
    expect(verdict(-202, 'planted')).toEqual([-3]);
    expect(watch.seen('a.test')).toMatchObject({ issuer: 'Middle', privateRoot: 'Root', names: 'a.test, *.b.test' });
  });
});
