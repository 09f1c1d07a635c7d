import { builtInRuntimes, findRuntime } from './catalogue';
import { runtimeContextFiles } from './context-files';

const lts = findRuntime(builtInRuntimes, '17.3-LTS');

describe('runtimeContextFiles', () => {
  it('renders the pins as sorted pip constraints', () => {
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
          '',
        ].join('\n'),
      },
    ]);
  });
});
