/** An object of JSON whose shape is not known. */
export type Plain = Readonly<Record<string, unknown>>;

/** The value if it is an object of JSON, else an empty one. */
export function plainOf(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};
}

/** The objects of a list under this name; none where there is no list. */
export function partsOf(value: Plain, name: string): readonly Plain[] {
  const list: unknown = value[name];
  return Array.isArray(list) ? list.map(plainOf) : [];
}

/** The text under this name; empty where there is none. */
export function textIn(value: Plain, name: string): string {
  const found = value[name];
  return typeof found === 'string' ? found : '';
}
