/** Values that survive JSON and structured clone alike. Amounts are text, never numbers (design §5.4). */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
