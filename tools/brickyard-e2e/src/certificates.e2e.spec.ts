import {
  canIssueCertificates,
  CertificateAuthority,
} from './certificate-authority';
import { expectFailure, expectSuccess } from './expectations';
import { describeImage, holdsPath, holdsText } from './image-content';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

const unlessNoOpenssl = canIssueCertificates ? describe : describe.skip;
/** Every image whose base is Debian's or Ubuntu's has it. */
const download = '/usr/lib/apt/apt-helper download-file';

unlessNoOpenssl('certificates of a profile', () => {
  let bed: TestBed;
  let authority: CertificateAuthority;
  let url: string;

  beforeAll(async () => {
    bed = await TestBed.open();
    authority = new CertificateAuthority(`authority ${bed.workspace.id}`);
    bed.workspace.write('corporate.pem', authority.certificate);
    bed.workspace.write('corporate.key', authority.privateKey);
    url = await authority.serve('served\n');
  });
  beforeEach(() => {
    addFlavour('tls', [
      'FROM ubuntu:24.04',
      `RUN : ${bed.workspace.id} \\`,
      `    && ${download} ${url}/ /served`,
      'USER nobody',
      'RUN ["sh", "-c", "test -r \\"$SSL_CERT_FILE\\""]',
    ]);
  });
  afterEach(async () => {
    bed.workspace.remove('packages');
    await bed.forgetImages();
  });
  afterAll(async () => {
    authority?.close();
    await bed?.close();
  });

  function setProfile(...caCertificates: string[]): void {
    const place = readPlaceProfile(process.env);
    const profile = { ...place, buildNetwork: 'host', caCertificates };
    bed.workspace.write('profile.json', profile);
  }

  function addFlavour(name: string, lines: readonly string[]): void {
    bed.workspace.addFlavour(name, { Dockerfile: `${lines.join('\n')}\n` });
  }

  it('are missed without one', async () => {
    setProfile();
    const finished = await bed.workspace.nx(['docker-build', 'tls']);
    expectFailure(
      finished,
      'BUILD_FAILED',
      'packages/tls/Dockerfile:2: RUN',
      'certificate',
    );
    expect(await bed.localTags()).toEqual([]);
  });

  it('reach every step, in no other image', async () => {
    setProfile();
    const [without] = (await bed.workspace.plan()).images;
    setProfile('corporate.pem');
    const finished = await bed.workspace.nx(['docker-build', 'tls']);
    expectSuccess(finished);
    expect(finished.output).not.toContain('brickyard-ca-certificates');
    const image = bed.localName('tls');
    expect(await bed.engine.run(image, ['cat', '/served'])).toBe('served\n');
    const { labels } = await bed.engine.inspect(image);
    expect(labels['brickyard.key']).toBe(without?.key);
  });

  it('leave nothing in the image', async () => {
    setProfile('corporate.pem');
    expectSuccess(await bed.workspace.nx(['docker-build', 'tls']));
    const image = bed.localName('tls');
    const { env, labels } = await bed.engine.inspect(image);
    expect(env.join()).not.toMatch(/CERT|BUNDLE|APT_CONFIG/);
    expect(JSON.stringify(labels)).not.toMatch(/corporate|certificate/);
    const [, line = ''] = authority.certificate.split('\n');
    expect(await describeImage(bed, image)).not.toContain(line);
    // The search finds what the step wrote, so it would find a mount point, too.
    expect(await holdsPath(bed, image, 'served')).toBe(true);
    expect(await holdsPath(bed, image, 'brickyard/')).toBe(false);
    expect(await holdsText(bed, image, line)).toBe(false);
  });

  it('stay where a flavour copies them', async () => {
    addFlavour('tls', [
      'FROM scratch',
      'COPY .brickyard*/ca-certificates/*.crt /',
    ]);
    setProfile('corporate.pem');
    expectSuccess(await bed.workspace.nx(['docker-build', 'tls']));
    const [, line = ''] = authority.certificate.split('\n');
    const image = bed.localName('tls');
    expect(await holdsPath(bed, image, 'profile-1.crt')).toBe(true);
    expect(await holdsText(bed, image, line)).toBe(true);
    setProfile();
    const [without] = (await bed.workspace.plan()).images;
    expect(without?.reasons).toEqual([
      expect.objectContaining({
        part: 'context:.brickyard/ca-certificates/profile-1.crt',
        change: 'removed',
      }),
    ]);
  });

  it('do not move the lines that errors name', async () => {
    const before = ['# One.', 'FROM ubuntu:24.04 AS one', 'ENV A=1'];
    addFlavour('broken', [...before, 'RUN echo out && false']);
    addFlavour('refused', [...before, 'RUN --nonsense true']);
    setProfile('corporate.pem');
    const project = ['run-many', '-t', 'docker-build', '-p'];
    const broken = await bed.workspace.nx([...project, 'broken']);
    const place = 'packages/broken/Dockerfile:4: RUN echo out && false';
    expectFailure(broken, 'BUILD_FAILED', place, '| out');
    expect(broken.output).not.toContain('brickyard-ca-certificates');
    const refused = await bed.workspace.nx([...project, 'refused']);
    const flag = 'packages/refused/Dockerfile:4: ';
    expectFailure(refused, 'DOCKERFILE_INVALID', flag, 'nonsense');
  });

  it.each([
    ['corporate.key', 'holds a private key'],
    ['nx.json', 'holds no certificate'],
    ['gone.pem', 'does not exist'],
  ])('are refused when they are none: %s', async (file, message) => {
    setProfile('corporate.pem', file);
    const finished = await bed.workspace.nx(['docker-build', 'tls']);
    expectFailure(finished, 'OPTIONS_INVALID', `${file}: ${message}`);
    expect(finished.output).not.toContain('PRIVATE KEY-----');
    expect(await bed.localTags()).toEqual([]);
  });
});
