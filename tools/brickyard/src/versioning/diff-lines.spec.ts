import { builtInRuntimes, findRuntime } from '../runtime/catalogue';
import { diffLines } from './diff-lines';

const line = (name: string) => findRuntime(builtInRuntimes, name);

describe('diffLines', () => {
  it('tells what two lines do not share, and how far apart it is', () => {
    expect(diffLines(line('15.4-LTS'), line('17.3-LTS'))).toEqual({
      from: '15.4-LTS',
      to: '17.3-LTS',
      facts: [
        { fact: 'Python', from: '3.11', to: '3.12', level: 'minor' },
        { fact: 'R', from: null, to: '4.4.2', level: null },
        { fact: 'JDK', from: '8', to: '17', level: 'major' },
        { fact: 'Spark', from: '3.5.0', to: '4.0.0', level: 'major' },
        { fact: 'Scala', from: '2.12', to: '2.13', level: null },
        {
          ...{ fact: 'base image', from: 'ubuntu:22.04', to: 'ubuntu:24.04' },
          level: null,
        },
        { fact: 'C library', from: '2.35', to: '2.39', level: 'minor' },
        {
          ...{ fact: "CRAN's day", from: null, to: '2025-03-20' },
          level: null,
        },
      ],
    });
  });

  it('tells nothing of a line and itself', () => {
    expect(diffLines(line('17.3-LTS'), line('17.3-LTS')).facts).toEqual([]);
  });

  it('knows no distance to what a line does not say', () => {
    const { r: _r, ...rest } = line('16.4-LTS');
    const [fact] = diffLines(line('16.4-LTS'), rest).facts;
    expect(fact).toEqual({ fact: 'R', from: '4.4.0', to: null, level: null });
  });
});
