import type { Diagnosis } from '../../brickyard/src/run/doctor/diagnose-image';
import { expectSuccess } from './expectations';
import { TestBed } from './test-bed';

let bed: TestBed;
let reference: string;

beforeAll(async () => {
  bed = await TestBed.open();
  const { workspace } = bed;
  workspace.addFlavour('bad', {
    Dockerfile:
      'FROM ubuntu:24.04\nRUN rm -f /usr/bin/setfacl && useradd me\nENTRYPOINT ["false"]\nUSER me\n',
    'image.ts': `export default {
  runtimes: ['17.3-LTS'],
  waivers: [{ rule: 'SYS-03', reason: 'nobody installs libraries' }],
};
`,
  });
  workspace.addFlavour('shell-less', {
    Dockerfile: 'FROM scratch\nCOPY content /\n',
    content: '',
  });
  workspace.commit('two images that no cluster starts on');
  expectSuccess(await workspace.push());
  reference = `${bed.tap.host}/${workspace.namespace}/bad:latest`;
}, 300_000);
afterAll(() => bed?.close());

describe('brickyard doctor', () => {
  it('finds what is wrong with an image of a registry', async () => {
    await bed.forgetImages();
    const { status, stdout, output } = await doctor(reference, '--json');
    expect(output).toContain('pulling it');
    expect(status).toBe(1);
    const { findings, checked, runtime } = JSON.parse(stdout) as Diagnosis;
    expect(runtime).toBe('17.3-LTS');
    const rules = findings.map(({ rule }) => rule);
    for (const rule of ['JDK-01', 'SYS-02']) expect(rules).toContain(rule);
    expect(checked).toContain('DOC-01');
    expect(await bed.engine.listContainers(reference)).toEqual([]);
  });

  it('tells people how to mend each', async () => {
    const { status, stdout } = await doctor(reference);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /error JDK-01: .*\n {2}expected: .*\n {2}found: .*\n {2}hint: /,
    );
    expect(stdout).toContain('an image of bad: the waivers');
    expect(stdout).toMatch(/waived SYS-03: .*: nobody installs libraries/);
    expect(stdout).toMatch(/bad:latest on 17\.3-LTS: \d+ errors?/);
  });

  it('says that an image has no shell, or is not there', async () => {
    const shellLess = await doctor(reference.replace('/bad:', '/shell-less:'));
    expect(shellLess.output).toContain('cannot run sh in');
    const none = await doctor(`${bed.tap.host}/none:1`);
    expect(none.output).toContain('[REGISTRY_NAME_UNKNOWN]');
    expect([shellLess.status, none.status]).toEqual([1, 1]);
  });

  function doctor(...words: string[]) {
    return bed.workspace.brickyard([
      'doctor',
      ...words,
      '--runtime',
      '17.3-LTS',
    ]);
  }
});
