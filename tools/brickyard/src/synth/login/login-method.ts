import type { CiOptions } from '../../workspace/ci-options';
import type { ActionPin } from '../model/action-pin';

/** What a registry's name tells: `{ account: '123456789012' }`. */
export type RegistryFacts = Readonly<Record<string, string>>;

/** A way for a pipeline to log in to a registry: a row of `loginTable`. */
export interface LoginMethod {
  /** As `ci.login` names it. */
  readonly id: string;
  /** For messages: `AWS`. */
  readonly name: string;
  /** The registries that it is for; left out where it is for any. */
  readonly registries?: {
    /** Its named groups are the facts. */
    readonly pattern: RegExp;
    /** `<name>.azurecr.io` */
    readonly example: string;
  };
  /** What a person types to log in from a terminal. */
  readonly signIn: (registry: string, facts: RegistryFacts) => string;
  /** Secrets of the pipeline that every step which asks the registry sees. */
  readonly secrets: readonly string[];
  /**
   * How a job logs in before its steps, by the id of the provider. One that is
   * missing cannot log in this way. Left out where no job has to.
   */
  readonly at?: Readonly<Record<string, LoginSteps>>;
  /** The actions that the steps use. */
  readonly actions?: readonly ActionPin[];
}

export interface LoginSteps {
  /** What the job's own token must be allowed. */
  readonly permissions?: Readonly<Record<string, string>>;
  render(facts: RegistryFacts, ci: CiOptions): readonly object[];
}
