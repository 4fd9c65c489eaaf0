import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A private CA of a test, and the certificates that it issues. Made anew each time; nothing secret is kept in the repository. */
export interface TestCa {
  /** PEM. */
  readonly certificate: string;
  issue(
    names: readonly string[],
    validity?: { readonly from: string; readonly to: string },
  ): Promise<{ cert: string; key: string }>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const valid = { from: '2020-01-01T00:00:00Z', to: '2045-01-01T00:00:00Z' };

export async function createTestCa(commonName: string): Promise<TestCa> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${commonName}`,
    notBefore: new Date(valid.from),
    notAfter: new Date(valid.to),
    signingAlgorithm: algorithm,
    keys: keys as unknown as CryptoKeyPair,
    extensions: [
      new x509.BasicConstraintsExtension(true, 2, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  let serial = 1;
  return {
    certificate: ca.toString('pem'),
    async issue(names, validity = valid) {
      serial += 1;
      const leaf = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: `0${String(serial)}`,
        subject: `CN=${names[0] ?? 'nobody'}`,
        issuer: ca.subject,
        notBefore: new Date(validity.from),
        notAfter: new Date(validity.to),
        signingAlgorithm: algorithm,
        publicKey: leaf.publicKey as unknown as CryptoKey,
        signingKey: keys.privateKey as unknown as CryptoKey,
        extensions: [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value })))],
      });
      const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', leaf.privateKey)).toString('base64');
      return {
        cert: certificate.toString('pem'),
        key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
      };
    },
  };
}
