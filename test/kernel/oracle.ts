/** The kernel as somebody to ask: one process of `scripts/kernel/oracle.py`, which builds the networks of a batch at once. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Answer, Topology } from './topology.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/kernel/oracle.py', import.meta.url));

export type Judged = { answers: Answer[] } | { error: string };

export class Oracle {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly lines: AsyncIterator<string>;

  constructor(private readonly settings: { timeout: number; rounds: number } = { timeout: 0.6, rounds: 2 }) {
    this.child = spawn('nice', ['python3', SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** One answer for each probe of each network, or why a network could not be built. Seconds of building, asking, clearing. */
  async ask(networks: readonly Topology[], settings = this.settings): Promise<{ networks: Judged[]; seconds: number[] }> {
    this.child.stdin.write(`${JSON.stringify({ networks, ...settings })}\n`);
    const line = await this.lines.next();
    if (line.done) throw new Error('the oracle ended without an answer');
    const answer = JSON.parse(line.value) as { networks: Judged[]; seconds: number[] } | { error: string };
    if ('error' in answer) throw new Error(answer.error);
    return answer;
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await new Promise((resolve) => this.child.once('exit', resolve));
  }
}
