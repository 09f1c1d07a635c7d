import { parsePrinted as parse } from './testing/test-inventory';

describe('what an image says of its system', () => {
  it('is left out when nobody asked', () => {
    expect(parse()).not.toHaveProperty('users');
  });

  it('is empty for an image that has nothing', () => {
    expect(parse(['system'])).toMatchObject({
      ...{ executables: [], users: [], java: [], trustStore: false, paths: [] },
    });
  });

  it('is sorted', () => {
    const inventory = parse(
      ['system'],
      ['executable', 'ps', '/usr/bin/ps'],
      ['executable', 'bash', '/usr/bin/bash'],
      ['user', 'root', '0', 'open'],
      ['user', 'libraries', '1001', 'locked'],
      ['java', '/usr/lib/jvm/zulu8', '"1.8.0_412"', 'other'],
      ['java', '/usr/lib/jvm/zulu17', '"17.0.16"', 'default'],
      ['java-alias', '/usr/lib/jvm/zulu17', '/usr/lib/jvm/java-17'],
      ['java-alias', '/usr/lib/jvm/zulu17', '/usr/lib/jvm/default'],
      ['trust-store', '/etc/ssl/certs/java/cacerts'],
      ['path', '/var/lib/apt/lists'],
      ['path', '/databricks/spark'],
    );
    expect(inventory).toMatchObject({
      executables: [
        { name: 'bash', path: '/usr/bin/bash' },
        { name: 'ps', path: '/usr/bin/ps' },
      ],
      users: [
        { name: 'libraries', uid: 1001, locked: true },
        { name: 'root', uid: 0, locked: false },
      ],
      java: [
        {
          ...{ version: '17.0.16', major: '17', isDefault: true },
          aliases: ['/usr/lib/jvm/default', '/usr/lib/jvm/java-17'],
        },
        { version: '1.8.0_412', major: '8', isDefault: false },
      ],
      trustStore: true,
      paths: ['/databricks/spark', '/var/lib/apt/lists'],
    });
  });
});
