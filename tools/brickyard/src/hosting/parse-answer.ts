import * as v from 'valibot';

import { HostError } from './host-error';

/** As much of an answer as is used; throws when the host says something else. */
export function parseAnswer<S extends v.GenericSchema>(
  schema: S,
  data: unknown,
  host: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'it';
  throw new HostError(
    'HOST_FAILED',
    `${host} answered in an unknown form: ${where}: ${issue.message}`,
  );
}
