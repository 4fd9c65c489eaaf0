import { createDatabricksDestination } from '../../../main/connectors/databricks/destination.ts';
import { startPracticeDatabricks } from '../../../sandbox/databricks/index.ts';
import { destinationConformance, type ConformanceSubject } from '../conformance/destination-conformance.ts';
import { briskClock } from './brisk-clock.ts';
import { invoiceStream } from './sample-stream.ts';
import { createTestContext } from './test-context.ts';
import { refusing } from './refusing-http.ts';
import { createTestHttp } from './test-http.ts';

async function makeSubject(): Promise<ConformanceSubject> {
  const practice = await startPracticeDatabricks({ clock: briskClock, startUpMs: 0 });
  const rule = refusing(createTestHttp());
  const destination = createDatabricksDestination(
    createTestContext({
      settings: practice.settings,
      secrets: practice.secrets,
      http: rule.http,
      clock: briskClock,
    }),
  );
  const tables = [invoiceStream.mapping.header, ...invoiceStream.mapping.lines];
  return {
    destination,
    rows: async (name) => {
      const table = tables.find((one) => one.table === name);
      const columns = table?.columns.map((column) => column.column) ?? [];
      const items = columns.map((column) => `CAST("${column}" AS VARCHAR)`).join(', ');
      const keys = (table?.keyColumns ?? []).map((key) => `"${key}"`).join(', ');
      const sql = `SELECT ${items} FROM uc_main.finance.${name} WHERE NOT _mlc_deleted ORDER BY ${keys}`;
      const rows = await practice.query(sql);
      return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])));
    },
    loseNextAnswer: () => {
      practice.setFault('lost-answer', true, 1);
    },
    refuseInvoiceNumber: (number) => {
      rule.refuse({ statement: 'MERGE INTO `main`.`finance`.`workday_supplier_invoices` ', text: `"${number}"` });
      return Promise.resolve();
    },
    close: async () => {
      await practice.close();
    },
  };
}

destinationConformance('Databricks', invoiceStream, makeSubject);
