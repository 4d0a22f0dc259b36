import type { ErrorObject, ValidateFunction } from 'ajv';

/** Items of lists, by their very objects, that the schema of their list has found nothing wrong with. */
export type Accepted = WeakSet<object>;

/**
 * The errors of a validator. Items of the list that a config mostly consists of are judged once: nothing that the schemas
 * say of an item depends on what is beside it, and nothing they say of this list on how many items it has.
 */
export function errorsOf(validate: ValidateFunction, value: unknown, accepted: Accepted): ErrorObject[] {
  const list = listIn(value);
  if (!list) return validate(value) ? [] : [...(validate.errors ?? [])];
  const fresh = list.items.flatMap((item, at) => (isAccepted(item, accepted) ? [] : [at]));
  const isValid = validate(list.replacedBy(fresh.map((at) => list.items[at])));
  const errors = isValid ? [] : (validate.errors ?? []).map((error) => moved(error, list.pointer, fresh));
  accept(list, fresh, errors, accepted);
  return errors;
}

interface List {
  readonly pointer: string;
  readonly items: readonly unknown[];
  replacedBy(items: readonly unknown[]): unknown;
}

/** The monitors, in either form of a config. */
function listIn(value: unknown): List | undefined {
  if (Array.isArray(value)) return { pointer: '', items: value, replacedBy: (items) => items };
  const monitors = isObject(value) ? (value as { monitors?: unknown }).monitors : undefined;
  if (!Array.isArray(monitors)) return undefined;
  const replacedBy = (items: readonly unknown[]) => ({ ...(value as object), monitors: items });
  return { pointer: '/monitors', items: monitors, replacedBy };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isAccepted = (item: unknown, accepted: Accepted) => isObject(item) && accepted.has(item);

/** The error where the item stands in the whole list. */
function moved(error: ErrorObject, pointer: string, places: readonly number[]): ErrorObject {
  const index = indexIn(error, pointer);
  if (index === undefined) return error;
  const rest = error.instancePath.slice(pointer.length + 1 + String(index).length);
  return { ...error, instancePath: `${pointer}/${places[index] ?? index}${rest}` };
}

/** Which item of the list an error is about. */
function indexIn({ instancePath }: ErrorObject, pointer: string): number | undefined {
  if (!instancePath.startsWith(`${pointer}/`)) return undefined;
  const index = /^\d+/.exec(instancePath.slice(pointer.length + 1))?.[0];
  return index === undefined ? undefined : Number(index);
}

function accept(list: List, fresh: readonly number[], errors: readonly ErrorObject[], accepted: Accepted) {
  const wrong = new Set(errors.map((error) => indexIn(error, list.pointer)));
  for (const at of fresh) {
    const item = list.items[at];
    if (!wrong.has(at) && isObject(item)) accepted.add(item);
  }
}
