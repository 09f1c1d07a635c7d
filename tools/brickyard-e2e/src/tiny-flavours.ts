import type { TestBed } from './test-bed';

/** What a test changes in `base` and `child`. */
export const tinyFiles = {
  setup: 'packages/base/setup.sh',
  requirements: 'packages/child/requirements.txt',
  readme: 'packages/child/README.md',
};

/** `child` on `base`: quick to build, and a container prints what it was built from. */
export function addTinyFlavours({ workspace }: TestBed): void {
  const { id, namespace } = workspace;
  workspace.addFlavour('base', {
    Dockerfile:
      'FROM ubuntu:24.04\nCOPY setup.sh /\nRUN sh /setup.sh > /base\n',
    'setup.sh': `echo ${id}\n`,
    'README.md': 'The base.\n',
  });
  workspace.addFlavour('child', {
    Dockerfile: `FROM ${namespace}/base\nCOPY requirements.txt /\nRUN cat /base /requirements.txt > /child\n`,
    'requirements.txt': 'pandas==2.2.3\n',
    'README.md': 'The child.\n',
  });
  workspace.commit('two flavours');
}

/** The same, and `leaf` on `child`. */
export function addTinyChain(bed: TestBed): void {
  const { workspace } = bed;
  addTinyFlavours(bed);
  workspace.addFlavour('leaf', {
    Dockerfile: `FROM ${workspace.namespace}/child\nRUN cat /child > /leaf\n`,
    'README.md': 'The leaf.\n',
  });
  workspace.commit('a third one');
}

/** One file and nothing below it: for tests that care where an image goes. */
export function addPlainFlavour(
  { workspace }: TestBed,
  name: string,
  text = workspace.id,
): void {
  workspace.addFlavour(name, {
    Dockerfile: 'FROM scratch\nCOPY content /\n',
    content: `${text}\n`,
  });
}

/** The output of a container of one of these. */
export function showTiny(bed: TestBed, flavour: string): Promise<string> {
  return bed.engine.run(bed.localName(flavour), ['cat', `/${flavour}`]);
}
