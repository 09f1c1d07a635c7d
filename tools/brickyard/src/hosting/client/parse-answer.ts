import * as v from 'valibot';

import { HostError } from '../host/host-error';

/** The part of an answer that is used. Throws when it has another form. */
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
