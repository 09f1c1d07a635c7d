/** An action by its commit, since a tag can be moved. */
export interface ActionPin {
  /** `owner/name` */
  readonly action: string;
  readonly commit: string;
  /** The release whose tag stands for the commit: `v7.0.1`. */
  readonly version: string;
}

/** `owner/name@commit` */
export function useOf({ action, commit }: ActionPin): string {
  return `${action}@${commit}`;
}

/** Puts the version behind each `uses:`, for people and for update tools. */
export function addVersions(text: string, pins: readonly ActionPin[]): string {
  let result = text;
  for (const pin of pins) {
    const use = useOf(pin);
    result = result.replaceAll(use, `${use} # ${pin.version}`);
  }
  return result;
}
