/** The path of a file seen from the folder of another, both as URIs; readable, as people write globs. */
export function relativePath(baseUri: string, uri: string): string {
  const from = baseUri.split('/').slice(0, -1);
  const to = uri.replace(/[?#].*$/, '').split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  const up = from.slice(shared).map(() => '..');
  return [...up, ...to.slice(shared).map(readable)].join('/');
}

/** A segment of an address as people type it. */
export function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
