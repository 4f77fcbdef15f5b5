/** A file written whole or not at all: who reads it meanwhile must not see half of it. */
import { renameSync, writeFileSync } from 'node:fs';

export function replaceFile(path: string, content: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, content);
  renameSync(beside, path);
}
