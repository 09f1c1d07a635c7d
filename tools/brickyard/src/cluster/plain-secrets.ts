const SECRET_NAME =
  /passw(?:or)?d|secret|account[._]key|access[._]key|token|credential/i;
/** Endings of such names whose value describes a secret, but is not one. */
const ABOUT = /[._](?:type|provider|enabled|class|endpoint|id|scope|path)$/i;
const REFERENCE = /\{\{secrets\/[^/{}]+\/[^/{}]+\}\}/;
const HARMLESS = /^(?:true|false|\d*)$/i;

/** Names whose value ought to be `{{secrets/scope/key}}` and is not. */
export function findPlainSecrets(
  record: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(record)
    .filter(([name]) => SECRET_NAME.test(name) && !ABOUT.test(name))
    .filter(([, value]) => !REFERENCE.test(value) && !HARMLESS.test(value))
    .map(([name]) => name);
}
