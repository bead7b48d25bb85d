/** A replica table kept in a CSV file: a killed run leaves every finished replica. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { openTable, readTable } from '../results/csv.ts';
import type { ReplicaTable } from './replicas.ts';

export interface FileReplicaTable extends ReplicaTable {
  close(): void;
  /** Closes a table whose replicas are all there and puts its rows in their order: the same bytes for any threads. */
  finish(): void;
}

/** @throws Error with one sentence when the file holds another table */
export function fileReplicaTable(path: string, columns: readonly string[]): FileReplicaTable {
  const rows = new Map<number, Float64Array>();
  const writer = openTable(path, ['replica', ...columns]);
  if (existsSync(path)) {
    for (const [replica, ...values] of readTable(path).rows) {
      rows.set(Number(replica), Float64Array.from(values, Number));
    }
  }
  return {
    rows,
    append(replica, values) {
      writer.append([replica, ...values]);
      rows.set(replica, values);
    },
    close: () => writer.close(),
    finish() {
      writer.close();
      const sorted = `${path}.sorted`;
      rmSync(sorted, { force: true });
      const ordered = openTable(sorted, ['replica', ...columns]);
      for (const replica of [...rows.keys()].sort((a, b) => a - b))
        ordered.append([replica, ...rows.get(replica)!]);
      ordered.close();
      renameSync(sorted, path);
    },
  };
}
