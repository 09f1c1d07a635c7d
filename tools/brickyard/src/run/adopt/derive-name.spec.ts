import { findNameFault } from '../../workspace/find-name-fault';
import { deriveName } from './derive-name';

describe('deriveName', () => {
  it.each([
    ['geo', 'geo'],
    ['Geo Team', 'geo-team'],
    ['Geo_Team.v2', 'geo_team.v2'],
    ['_geo--team_', 'geo-team'],
    ['géo', 'geo'],
    ['a..b', 'a-b'],
    ['R&D (new)', 'r-d-new'],
  ])('%s → %s', (folder, name) => {
    expect(deriveName(folder)).toBe(name);
    expect(findNameFault(name, 'brickyard')).toBeUndefined();
  });

  it('leaves nothing of what has no such letter', () => {
    expect(deriveName('日本')).toBe('');
  });
});
