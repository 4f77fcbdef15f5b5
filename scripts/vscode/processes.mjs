// Small process matters that the workbench needs: a free port, waiting, and ending a detached process with its children.
import net from 'node:net';

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/** Ends a detached child and its process group: first politely, then for certain. */
export async function endGroup(child) {
  const signal = (name) => { try { process.kill(-child.pid, name); } catch { /* it is gone already */ } };
  signal('SIGTERM');
  for (let round = 0; round < 50 && child.exitCode === null && child.signalCode === null; round++) await sleep(100);
  signal('SIGKILL');
}
