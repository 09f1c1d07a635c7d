import { builtInRuntimes, findRuntime } from './catalogue';
import { runtimeContextFiles } from './context-files';

const lts = findRuntime(builtInRuntimes, '17.3-LTS');

describe('runtimeContextFiles', () => {
  it('renders the pins and the tools as sorted pip constraints', () => {
    const notebook = {
      pandas: '2.2.3',
      grpcio: '1.67.0',
      'grpcio-status': '1.67.0',
    };
    expect(runtimeContextFiles({ ...lts, notebook })).toEqual([
      {
        path: '.brickyard/constraints.txt',
        content: [
          '# What notebooks on 17.3-LTS import: no other package may move these.',
          'grpcio==1.67.0',
          'grpcio-status==1.67.0',
          'pandas==2.2.3',
          'pip==25.0.1',
          'setuptools==74.0.0',
          'virtualenv==20.29.3',
          'wheel==0.45.1',
          '',
        ].join('\n'),
      },
    ]);
  });

  it('leaves out a tool whose version the line does not know', () => {
    const python = { version: '3.11', pip: '25.0.1' };
    const [file] = runtimeContextFiles({ ...lts, python, notebook: {} });
    expect(file?.content.split('\n').slice(1)).toEqual(['pip==25.0.1', '']);
  });

  it('renders a line once, however many images are built for it', () => {
    let reads = 0;
    const line = { ...lts };
    Object.defineProperty(line, 'notebook', {
      get: () => {
        reads++;
        return { pandas: '2.2.3' };
      },
    });
    const [first] = runtimeContextFiles(line);
    expect(runtimeContextFiles(line)).toEqual([first]);
    expect(reads).toBe(1);
    expect(first?.content).toContain('pandas==2.2.3');
  });
});
