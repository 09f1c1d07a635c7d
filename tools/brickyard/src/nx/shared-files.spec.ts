import { TestFolder } from '../testing/test-folder';
import { listSharedFiles } from './shared-files';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

interface Change {
  options?: object;
  environment?: Record<string, string>;
  pluginSources?: string;
}

/** Without images.lock.json, which is always there. */
function list({ options, environment = {}, pluginSources }: Change): string[] {
  const [lock, ...others] = listSharedFiles({
    workspaceRoot: folder.root,
    options,
    environment,
    pluginSources: pluginSources ?? __dirname,
  });
  expect(lock).toBe('images.lock.json');
  return others;
}

function addProfile(file: string, content: object | string): void {
  const isText = typeof content === 'string';
  folder.write(file, isText ? content : JSON.stringify(content));
}

describe('listSharedFiles', () => {
  it('is the lock of images where options name nothing', () => {
    expect(list({})).toEqual([]);
  });

  it('lists runtime lines of the workspace', () => {
    expect(list({ options: { runtimes: './lines/' } })).toEqual([
      'lines/*.json',
    ]);
  });

  it('lists a profile and what it names, relative to it', () => {
    addProfile('places/site.json', {
      runtimes: './lines',
      caCertificates: ['../site.pem', '/etc/ssl/site.pem'],
    });
    const expected = ['places/site.json', 'places/lines/*.json', 'site.pem'];
    const options = { profile: 'places/site.json' };
    expect(list({ options })).toEqual(expected);
    const environment = { BRICKYARD_PROFILE: 'places/site.json' };
    expect(list({ environment })).toEqual(expected);
    expect(list({ options, environment })).toEqual(expected);
  });

  it.each([
    ['that is not there', undefined],
    ['that is not JSON', '{'],
    ['with a key that is none', { runtimess: 'lines' }],
  ])('lists a profile %s', (_name, content) => {
    if (content !== undefined) addProfile('site.json', content);
    expect(list({ options: { profile: 'site.json' } })).toEqual(['site.json']);
  });

  it('leaves out what is in no commit of the workspace', () => {
    addProfile('site.json', { runtimes: '../lines' });
    const environment = { BRICKYARD_PROFILE: '/etc/brickyard.json' };
    const options = { profile: 'site.json', runtimes: '/srv/lines' };
    expect(list({ options, environment })).toEqual(['site.json']);
  });

  it('lists the plugin where its sources are in the workspace', () => {
    folder.write('tools/plugin/src/index.ts', '');
    folder.link('node_modules/brickyard', '../tools/plugin');
    const pluginSources = folder.path('node_modules/brickyard/src');
    expect(list({ pluginSources })).toEqual(['tools/plugin/src/**/*']);
  });

  it('leaves an installed plugin to the lockfile', () => {
    folder.write('node_modules/brickyard/src/index.ts', '');
    const pluginSources = folder.path('node_modules/brickyard/src');
    expect(list({ pluginSources })).toEqual([]);
  });

  it('names an option that is none', () => {
    expect(() => list({ options: { runtimess: '' } })).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID' }) as Error,
    );
  });
});
