/** As Nx hands a list on: one word, or several cut at their commas. */
export type List = string | number | readonly (string | number)[];

/**
 * `pandas>=2,<3,polars[a,b]` → `pandas>=2,<3` and `polars[a,b]`: a comma also
 * stands within a requirement.
 */
export function splitList(value: List | undefined): string[] {
  const text = [value ?? []].flat().join(',');
  return text
    .split(/,(?![^[]*\])(?!\s*[<>=!~])/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
