/**
 * A function of something that never changes, such as a schema of the specs, that works each answer out once. Not for what
 * may be different at the next question: it never forgets while the thing lives.
 */
export function workedOutOnce<K extends object, V extends object>(workOut: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, V>();
  return (of) => {
    const before = known.get(of);
    if (before) return before;
    const result = workOut(of);
    known.set(of, result);
    return result;
  };
}
