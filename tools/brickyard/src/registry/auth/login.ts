/**
 * A login for a registry. A secret. The username `<token>` says that the
 * password is an identity token, as in the protocol of credential helpers: a
 * token server trades it for access tokens. Engines take the same shape.
 */
export interface Credentials {
  username: string;
  password: string;
  /** For the registry itself, which takes it as it is; the other two are empty then. */
  registryToken?: string;
}

export const IDENTITY_TOKEN_USER = '<token>';

/** The login for a canonical registry (`docker.io`), if any. */
export type CredentialSource = (
  registry: string,
) => Promise<Credentials | undefined>;
