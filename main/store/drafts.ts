import { z } from 'zod';
import { connectDraftInputSchema, type ConnectDraft } from '../../shared/model/draft.ts';
import { json, text } from './columns.ts';
import type { Database } from './database.ts';

const dataSchema = connectDraftInputSchema.omit({ id: true });

/** Drafts of flows, newest first. A draft that this version cannot read is left out: it holds nothing that is not typed again in minutes. */
export class DraftRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(): ConnectDraft[] {
    return this.#db.all('SELECT * FROM drafts ORDER BY updated_at DESC, id').flatMap(readDraft);
  }

  get(id: string): ConnectDraft | null {
    const row = this.#db.get('SELECT * FROM drafts WHERE id = ?', id);
    return row === undefined ? null : (readDraft(row)[0] ?? null);
  }

  save({ id, updatedAtUtc, ...data }: ConnectDraft): void {
    this.#db.run(
      `INSERT INTO drafts (id, data, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at`,
      id,
      JSON.stringify(data),
      updatedAtUtc,
    );
  }

  remove(id: string): void {
    this.#db.run('DELETE FROM drafts WHERE id = ?', id);
  }
}

function readDraft(row: Record<string, unknown>): ConnectDraft[] {
  const parsed = dataSchema.safeParse(json(row, 'data', z.unknown()));
  if (!parsed.success) return [];
  return [{ id: text(row, 'id'), ...parsed.data, updatedAtUtc: text(row, 'updated_at') }];
}
