/** Where a program takes a password, if no option says so by its name. */
export interface PasswordPlace {
  /** Its value is the next word. */
  option?: RegExp;
  /** Option and value in one word; group 1 is the value. */
  joined?: RegExp;
  /** The words before it, for one that stands alone. */
  operand?: RegExp;
  /** What of that word is the password, in group 1. */
  value?: RegExp;
  /** Only if the arguments say so: `docker login`. */
  when?: RegExp;
}

/** `user:password` */
const AFTER_COLON = /^[^:]*:(.+)$/s;

const login: PasswordPlace[] = [
  { when: /\blogin\b/, option: /^-p$/, joined: /^-p=?(.+)$/ },
];
const mysql: PasswordPlace[] = [{ joined: /^-p(.+)$/ }];
const mongo: PasswordPlace[] = [{ option: /^-p$/ }];
const openssl: PasswordPlace[] = [
  { option: /^-pass(?:in|out)?$/, value: /^pass:(.+)$/ },
  { when: /^(?:enc|aes)/, option: /^-k$/ },
];
const npm: PasswordPlace[] = [
  {
    operand: /^(?:config )?set (?:\S*:)?_(?:authToken|auth|password)$/,
  },
  { operand: /^config set (?:npmAuthToken|npmAuthIdent)$/ },
];

/** By the name of the program. */
export const programTable: ReadonlyMap<string, readonly PasswordPlace[]> =
  new Map(
    Object.entries({
      curl: [
        {
          option: /^(?:-[a-zA-Z]*[uU]|--user|--proxy-user)$/,
          joined: /^(?:-[uU]|--(?:proxy-)?user=)(.+)$/,
          value: AFTER_COLON,
        },
        { option: /^(?:--oauth2-bearer|--pass)$/ },
        { option: /^(?:-E|--cert)$/, value: AFTER_COLON },
      ],
      http: [{ option: /^(?:-a|--auth)$/, value: AFTER_COLON }],
      ...{ mysql, mysqldump: mysql, mariadb: mysql },
      mysqladmin: [...mysql, { operand: /(?:^| )password$/ }],
      ...{ mysqlimport: mysql, 'mariadb-dump': mysql, 'mariadb-admin': mysql },
      ...{ mongo, mongosh: mongo, mongodump: mongo, mongorestore: mongo },
      sqlcmd: [{ option: /^-P$/, joined: /^-P(.+)$/ }],
      bcp: [{ option: /^-P$/, joined: /^-P(.+)$/ }],
      'redis-cli': [{ option: /^-a$/ }],
      sshpass: [{ option: /^-p$/, joined: /^-p(.+)$/ }],
      ...{ docker: login, podman: login, buildah: login, nerdctl: login },
      ...{ skopeo: login, helm: login, oras: login, crane: login },
      ...{ az: login, oc: login, cf: login },
      useradd: [{ option: /^-p$/ }],
      usermod: [{ option: /^-p$/ }],
      'ssh-keygen': [{ option: /^-[NP]$/ }],
      twine: [{ option: /^-p$/ }],
      aws: [
        {
          operand:
            /^configure set (?:\S+\.)?aws_(?:secret_access_key|session_token)$/,
        },
      ],
      ...{ npm, pnpm: npm, yarn: npm },
      poetry: [
        { operand: /^config (?:--\S+ )*http-basic\.\S+ \S+$/ },
        { operand: /^config (?:--\S+ )*pypi-token\.\S+$/ },
      ],
      vault: [{ operand: /^login$/ }],
      wandb: [{ operand: /^login$/ }],
      htpasswd: [{ when: /^-\w*b/, operand: /^-\w*b\w*(?: \S+){2}$/ }],
      keytool: [{ option: /^-(?:store|key|srcstore|deststore)pass$/ }],
      ldapsearch: [{ option: /^-w$/ }],
      smbclient: [{ option: /^-U$/, value: /^[^%]*%(.+)$/ }],
      openssl,
      zip: [{ option: /^-P$/ }],
      unzip: [{ option: /^-P$/ }],
      '7z': [{ joined: /^-p(.+)$/ }],
    } satisfies Record<string, PasswordPlace[]>),
  );
