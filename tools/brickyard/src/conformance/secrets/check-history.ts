import { mapTo } from '../../script/mapped-text';
import { readScript } from '../../script/read-script';
import type { Fault } from '../rule';
import { findInCommand } from './find-in-command';
import { findSecrets } from './find-secrets';
import { secretFault } from './secret-fault';

/** What one step of an image's history gives away. */
export function checkHistory(step: string): Fault[] {
  const [, script = ''] =
    /\/bin\/(?:ba)?sh -\w*c (?!#\(nop\))(.*)$/s.exec(step) ?? [];
  const commands = readScript(mapTo(script, { file: '' }), {
    ...{ variables: new Map(), watched: [], folder: '/', files: new Map() },
  });
  return [...findSecrets(step), ...commands.flatMap(findInCommand)].map(
    ({ what }) => secretFault(what, 'history'),
  );
}
