import { z } from 'zod';
import type { OutputOf } from '../../shared/contract/contract.ts';

const answerSchema = z.object({
  status: z.object({ state: z.string(), error: z.object({ message: z.string() }).optional() }),
  statement_id: z.string(),
  result: z.object({ data_array: z.array(z.array(z.string().nullable())).optional() }).optional(),
});

/** The practice warehouse as an analyst sees it: SQL over its own REST surface, past the app. */
export class PracticeWarehouse {
  readonly #address: string;
  readonly #token: string;
  readonly #warehouse: string;

  constructor(status: OutputOf<'practice.status'>) {
    const system = status.systems.find((one) => one.system === 'databricks');
    const credential = (label: string): string => system?.credentials.find((one) => one.label === label)?.value ?? '';
    this.#address = system?.address ?? '';
    this.#token = credential('Personal access token');
    this.#warehouse = credential('SQL warehouse');
  }

  /** Rows of a query; `{name}` stands for a table. Throws an Error with the warehouse's own words. */
  async rows(sql: string): Promise<readonly (readonly (string | null)[])[]> {
    const response = await fetch(new URL('/api/2.0/sql/statements', this.#address), {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        warehouse_id: this.#warehouse,
        statement: sql.replaceAll(/\{(\w+)\}/g, '`main`.`finance`.`$1`'),
        wait_timeout: '50s',
        format: 'JSON_ARRAY',
        disposition: 'INLINE',
      }),
    });
    const answer = answerSchema.parse(await response.json());
    if (answer.status.state !== 'SUCCEEDED') throw new Error(answer.status.error?.message ?? answer.status.state);
    return answer.result?.data_array ?? [];
  }

  /** Sums of a money column by “company currency”, as the warehouse writes them. */
  async sums(table: string, column: string, currency = 'currency_code'): Promise<ReadonlyMap<string, string>> {
    const rows = await this.rows(
      `SELECT company_id, ${currency}, CAST(sum(${column}) AS STRING) FROM {${table}} WHERE NOT _mlc_deleted GROUP BY company_id, ${currency}`,
    );
    return new Map(rows.map(([company, code, sum]) => [`${company ?? ''} ${code ?? ''}`, sum ?? '0']));
  }

  async count(table: string): Promise<number> {
    const [[count] = []] = await this.rows(`SELECT count(*) FROM {${table}} WHERE NOT _mlc_deleted`);
    return Number(count ?? 0);
  }
}
