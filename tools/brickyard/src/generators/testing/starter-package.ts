import { TestFolder } from '../../testing/test-folder';

/** For specs: a Brickyard as npm installs it, with starters as small as they can be. */
export class StarterPackage extends TestFolder {
  constructor(version: string) {
    super();
    this.setVersion(version);
    for (const [name, text] of Object.entries(dockerfiles)) {
      this.starter(name, 'Dockerfile', text);
      this.starter(name, 'package.json', `{ "name": "${name}" }\n`);
      this.starter(name, 'image.ts', imageFile);
    }
  }

  setVersion(version: string): void {
    this.write('package.json', { name: 'brickyard', version });
  }

  /** Writes a file of a starter. */
  starter(name: string, path: string, text: string, mode = 0o644): void {
    this.write(`starter/${name}/${path}`, text, mode);
  }

  drop(name: string, path: string): void {
    this.remove(`starter/${name}/${path}`);
  }
}

const imageFile = `export default { runtimes: ['17.3-LTS'] };\n`;

const dockerfiles = {
  toolbox: 'FROM scratch\nCOPY bin /\n',
  minimal:
    'FROM ubuntu:24.04\nRUN --mount=from=brickyard/toolbox,target=/t /t/apt\n',
  python: 'FROM brickyard/minimal\nCOPY requirements.txt /\n',
};
