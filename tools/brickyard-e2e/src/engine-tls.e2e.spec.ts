import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import {
  canIssueCertificates,
  CertificateAuthority,
} from './certificate-authority';
import { findFreePort } from './free-port';
import { canStartEngine, SecondEngine } from './second-engine';

/** Skipped where no dockerd can be started, or there is no openssl. */
const unlessMissing =
  canStartEngine && canIssueCertificates ? describe : describe.skip;

type Environment = Record<string, string>;

unlessMissing('an engine that speaks TLS', () => {
  const authority = new CertificateAuthority('e2e engine');
  const stranger = new CertificateAuthority('somebody else');
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-tls-'));
  const certificates = authority.writeEngineFiles();
  const foreign = stranger.writeEngineFiles();
  let engine: SecondEngine;
  let tls: string;

  beforeAll(async () => {
    tls = `tcp://127.0.0.1:${await findFreePort()}`;
    engine = await SecondEngine.start({
      flags: [
        ...['--tlsverify', `--host=${tls}`],
        ...['ca', 'cert', 'key'].map((name) => {
          const flag = name === 'ca' ? 'tlscacert' : `tls${name}`;
          return `--${flag}=${join(certificates, `${name}.pem`)}`;
        }),
      ],
    });
  });
  afterAll(async () => {
    await engine?.close();
    authority.close();
    stranger.close();
    rmSync(folder, { recursive: true });
  });

  async function listImages(env: Environment) {
    const place = { env, home: folder, platform: process.platform };
    const connected = connectEngine(place);
    try {
      return await connected.listImages();
    } finally {
      connected.close();
    }
  }

  const verified = (host: string, path: string): Environment => ({
    ...{ DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1' },
    DOCKER_CERT_PATH: path,
  });

  /** Its files, with some replaced by those of another authority. */
  function mix(name: string, ...others: string[]): string {
    const mixed = join(folder, name);
    cpSync(certificates, mixed, { recursive: true });
    for (const file of others) cpSync(join(foreign, file), join(mixed, file));
    return mixed;
  }

  it('answers with the files of DOCKER_CERT_PATH', async () => {
    expect(await listImages(verified(tls, certificates))).toEqual([]);
  });

  it.each<[string, () => Environment, string, string]>([
    [
      'it was asked without TLS',
      () => ({ DOCKER_HOST: tls }),
      'speaks only TLS',
      'DOCKER_TLS_VERIFY=1',
    ],
    [
      'its certificate is of another authority',
      () => verified(tls, mix('other-ca', 'ca.pem')),
      'not to be trusted',
      'DOCKER_CERT_PATH',
    ],
    [
      'it does not know our certificate',
      () => verified(tls, mix('other-cert', 'cert.pem', 'key.pem')),
      'refuses our certificate',
      'DOCKER_CERT_PATH',
    ],
    [
      'the key is of another certificate',
      () => verified(tls, mix('other-key', 'key.pem')),
      'cannot be used',
      'DOCKER_CERT_PATH',
    ],
    [
      'there are no files',
      () => verified(tls, join(folder, 'none')),
      'no ca.pem',
      'cert.pem',
    ],
  ])('says that %s', async (_what, env, message, hint) => {
    await expect(listImages(env())).rejects.toMatchObject({
      message: expect.stringContaining(message) as unknown,
      hint: expect.stringContaining(hint) as unknown,
    });
  });
});
