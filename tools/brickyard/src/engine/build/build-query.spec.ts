import { requestOf } from '../testing/contract-request';
import { renderBuildQuery } from './build-query';

const call = { session: 's', build: 'b' };

describe('renderBuildQuery', () => {
  it('asks for BuildKit with our session and inline cache', () => {
    const request = requestOf({
      tags: ['a:1', 'a:2'],
      labels: { k: 'v' },
      buildArgs: { A: '1' },
      cacheFrom: ['r/a:1'],
    });
    const { buildargs, ...query } = renderBuildQuery(request, call);
    expect(query).toEqual({
      version: '2',
      session: 's',
      buildid: 'b',
      rm: '1',
      t: ['a:1', 'a:2'],
      dockerfile: 'Dockerfile',
      platform: 'linux/amd64',
      labels: '{"k":"v"}',
      cachefrom: '["r/a:1"]',
    });
    expect(JSON.parse(String(buildargs))).toEqual({
      A: '1',
      BUILDKIT_INLINE_CACHE: '1',
    });
  });

  it('puts steps on the network of the host when asked', () => {
    const query = renderBuildQuery(requestOf({ network: 'host' }), call);
    expect(query['networkmode']).toBe('host');
  });

  it('names a target when there is one', () => {
    const query = renderBuildQuery(requestOf({ target: 'base' }), call);
    expect(query['target']).toBe('base');
  });

  it('asks for an archive in place of an image', () => {
    const query = renderBuildQuery(requestOf({}), { ...call, output: 'tar' });
    expect(query['outputs']).toBe('[{"Type":"tar","Attrs":{}}]');
    expect(query['buildargs']).toBe('{}');
  });
});
