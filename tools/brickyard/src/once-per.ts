/** The same function, which computes once for each object, for as long as that is in use. */
export function oncePer<Of extends object, Value>(
  compute: (of: Of) => Value,
): (of: Of) => Value {
  const known = new WeakMap<Of, { value: Value }>();
  return (of) => {
    const found = known.get(of) ?? { value: compute(of) };
    known.set(of, found);
    return found.value;
  };
}
