import type { Fault } from '../rule';

const HINT =
  'revoke it: whoever can pull the image has it. Then pass it in with RUN --mount=type=secret and secrets in image.ts';

/** Says what and where; the value is in no finding. */
export function secretFault(
  what: string,
  where: string,
  place?: Fault['place'],
): Fault {
  const verb = where.endsWith('s') ? 'hold' : 'holds';
  const message = `the ${where} of the image ${verb} ${what}`;
  return { message, found: what, place, hint: HINT };
}
