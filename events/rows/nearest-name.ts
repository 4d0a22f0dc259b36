/**
 * The name a misspelt one most likely means, if any is near. Spelling comes first: `InferenceCompleted` is
 * `inference_completed`.
 */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  const wanted = snakeCase(word);
  let nearest: string | undefined;
  let least = Math.min(Math.floor(wanted.length / 2), Math.max(2, Math.floor(wanted.length / 3))) + 1;
  for (const name of names) {
    const distance = editDistance(wanted, snakeCase(name));
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

function snakeCase(word: string): string {
  return word
    .slice(0, 60)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] as number) + 1, (current[j - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[b.length] as number;
}
