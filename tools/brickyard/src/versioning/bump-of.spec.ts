import { bumpOf } from './bump-of';

describe('bumpOf', () => {
  it.each([
    ['python', '1.2.3', '2.0', 'major', 'up'],
    ['python', '2.0', '1.9', 'major', 'down'],
    ['python', '1.2.3', '1.3', 'minor', 'up'],
    ['python', '1.2', '1.2.1', 'patch', 'up'],
    ['python', '1.2.3.4', '1.2.3.5', 'patch', 'up'],
    ['python', '1.0rc1', '1.0', 'other', 'up'],
    ['python', '1.0.post1', '1.0', 'other', 'down'],
    ['python', '2024.1', '1!1.0', 'major', 'up'],
    ['python', '1.0', '1.0.0', 'other', null],
    ['python', '2.3.0+cu118', '2.3.0+cu121', 'other', 'up'],
    ['python', '1.0', 'https://host.example/x.whl', 'changed', null],
    ['r', '1.5-29', '1.5-30', 'patch', 'up'],
    ['r', '4.2.2', '4.4.2', 'minor', 'up'],
    ['r', '1.2', '1.2.0', 'other', 'up'],
    ['r', '1.2', '1.2, 1.3', 'changed', null],
    ['apt', '5.2.15-2+b7', '5.2.15-2+b8', 'other', 'up'],
    ['apt', '3.0.15-1~deb12u1', '3.0.17-1~deb12u2', 'patch', 'up'],
    ['apt', '1:9.2p1-2', '9.6p1-2', 'major', 'down'],
    ['apt', '1.0', '', 'changed', null],
    ['system', '22.04', '24.04', 'major', 'up'],
    ['system', '3.11.2', '3.12.3', 'minor', 'up'],
    ['npm', '1.0.0-rc.1', '1.0.0', 'other', 'up'],
    ['maven', '2.0.0', '1.9.9', 'major', 'down'],
    ['maven', '1.0.Final', '1.1.Final', 'changed', null],
    ['toString', '1.0.0', '1.0.1', 'patch', 'up'],
  ])('%s: %s → %s is %s, %s', (ecosystem, from, to, level, direction) => {
    expect(bumpOf(ecosystem, from, to)).toEqual({ level, direction });
  });
});
