import { hostOfKey } from '../../../brickyard/src/registry/auth/login-key';
import type { Random } from '../random';
import type { LoginCase } from './ask-go';

const registries = [
  'docker.io',
  'h.test',
  'H.test',
  'h.test:5000',
  '127.0.0.1:5000',
  'localhost',
  '[::1]:5000',
];
const auth = (login: string) => Buffer.from(login).toString('base64');
const ann = { auth: auth('ann:hunter2') };

const files: unknown[] = [
  '',
  ' \n',
  'null',
  '{}',
  '[]',
  '5',
  '{',
  '{}}',
  '{"auths": {"h.test": {"auth": "YTpi"}}} trash',
  '\n{"auths": {"h.test": {"auth": "YTpi", "email": "a\\"}"}}}\n{',
  { auths: null },
  { auths: [] },
  { auths: { 'h.test': null } },
  { auths: { 'h.test': 'x' } },
  { auths: { 'h.test': {}, 'https://h.test': ann } },
  { auths: { 'https://h.test': ann, 'h.test': { auth: auth('kim:s') } } },
  { credHelpers: null, auths: { 'h.test': ann } },
  {
    credHelpers: { 'h.test': null },
    credsStore: 'all',
    auths: { 'h.test': ann },
  },
  {
    credHelpers: { 'h.test': '' },
    credsStore: 'all',
    auths: { 'h.test': ann },
  },
  { credHelpers: { 'h.test': 'own' }, credsStore: 'all' },
  { credHelpers: { 'https://h.test': 'own' }, auths: { 'h.test': ann } },
  { credHelpers: { 'https://index.docker.io/v1/': 'hub' } },
  { credHelpers: { 'docker.io': 'hub' } },
  { credHelpers: { 'h.test': 5 } },
  { credsStore: null, auths: { 'h.test': ann } },
  { credsStore: ['x'] },
  { CREDSSTORE: 'all' },
  { Auths: { 'h.test': { AUTH: ann.auth } } },
  { auths: { 'https://index.docker.io/v1/': ann } },
  { auths: { 'https://index.docker.io/v1': ann } },
  { auths: { 'index.docker.io': ann } },
  { auths: { 'https://index.docker.io/v1/access-token': ann } },
  { auths: { 'h.test': { registrytoken: 'r', identitytoken: 'i', ...ann } } },
  { auths: { 'h.test': { identitytoken: 'i', auth: auth('ann:') } } },
  { auths: { 'h.test': { username: 'ann', password: 'p' } } },
  { auths: { 'h.test': { username: 'ann' } } },
  { auths: { 'h.test': { username: 'kim', password: 'p', ...ann } } },
  ...['a:b:c', 'a:', ':b', 'a', '', 'a:\0b\0', 'ä:ö', 'a: b '].map((login) => ({
    auths: { 'h.test': { auth: auth(login) } },
  })),
  ...[
    'YTpi\n',
    'YTp\r\niYg==',
    '!!!!',
    'YTpiYg',
    'YTpiYg=',
    '_-8=',
    ' YTpi',
  ].map((text) => ({ auths: { 'h.test': { auth: text } } })),
];

const environments: unknown[] = [
  '',
  '{}',
  'null',
  { auths: { 'h.test': { auth: auth('env:s') } } },
  { auths: { 'https://h.test': { auth: auth('env:s') } } },
  { auths: { 'https://index.docker.io/v1/': { auth: auth('env:s') } } },
];

const print = (value: unknown) =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** Files as people have them, and worse. */
export const loginTable: LoginCase[] = [
  ...files.map((file) => ({ file: print(file), registries })),
  ...environments.map((environment) => ({
    file: print({ auths: { 'h.test': ann }, credHelpers: { b: 'x' } }),
    environment: print(environment),
    registries,
  })),
];

const keyParts = [
  ...['https://', 'HTTPS://', 'http://', 'ftp://', '://', '//', 'a:b://'],
  ...['h.test', 'H.test', '127.0.0.1', '[::1]', '::1', 'index.docker.io'],
  ...[':5000', ':', '/', '/v1/', '/v2', '/team', '?a', '#b', '@', 'ann:pw@'],
  ...['%zz', '%41', '%25', ' ', '\u0001', 'é', '[', ']', '_', '"'],
];

/** A key, mostly one that a person might write. */
export function drawKey(random: Random): string {
  const usual = [
    random.pick(['', 'https://', 'http://', 'HTTPS://', 'ann:pw@', 'h2://']),
    random.pick(registries),
    random.pick(['', '/', ':', '/v1/', '/v2/', '/team/x', '?a=%z', '#f', '/%']),
  ];
  return random.below(3) > 0 ? usual.join('') : random.join(keyParts, 6);
}

/** A file in which docker's choice does not depend on the order of Go's maps. */
export function drawLogins(random: Random): LoginCase {
  const hosts = new Set<string>();
  const auths: Record<string, unknown> = {};
  for (let count = random.below(5); count >= 0; count--) {
    const key = drawKey(random);
    const host = hostOfKey(key);
    if (hosts.has(host)) continue;
    hosts.add(host);
    auths[key] = drawEntry(random, count);
  }
  const credHelpers = { [random.pick(registries)]: random.pick(['', 'own']) };
  const config = {
    auths,
    ...(random.below(6) === 0 && { credHelpers }),
    ...(random.below(9) === 0 && { credsStore: 'all' }),
  };
  return { file: JSON.stringify(config), registries };
}

function drawEntry(random: Random, count: number): unknown {
  return random.pick([
    { auth: auth(`ann:${count}`) },
    { auth: auth(`kim:s:${count}`) },
    { auth: auth('ann:'), identitytoken: `i${count}` },
    { registrytoken: `r${count}` },
    {},
    null,
  ]);
}
