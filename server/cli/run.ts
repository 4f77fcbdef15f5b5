/** One run of the command line, from arguments to exit status. Whatever goes wrong ends here, in one line. */
import { CommanderError } from 'commander';
import { EXIT, Fault, reasonOf, type ExitCode } from './fault.js';
import { programOf } from './program.js';
import { say } from './say.js';
import type { World } from './world.js';

/** @param args without the names of node and the script. */
export async function run(args: readonly string[], world: World): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  const program = programOf({ world, end: (status) => { code = status; } });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return EXIT.clean; // help or version was asked for
    world.stderr.write(`${say('cli.fault', { reason: reasonFor(thrown) })}\n`);
    if (args.includes('--verbose') && thrown instanceof Error) world.stderr.write(`${stackOf(thrown)}\n`);
    return EXIT.fault;
  }
}

function reasonFor(thrown: unknown): string {
  if (thrown instanceof Fault) return reasonOf(thrown);
  if (thrown instanceof CommanderError) return say('cli.fault.usage', { reason: usageReason(thrown) });
  return say('cli.fault.internal', { reason: reasonOf(thrown) });
}

/** Without a command, the parser would print its help as if that were a fault. */
function usageReason(error: CommanderError): string {
  return error.code === 'commander.help' ? say('cli.fault.no-command') : reasonOf(error).replace(/^error: /, '').replace(/\.$/, '');
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\n${error.cause.stack ?? ''}` : '';
  return `${error.stack ?? ''}${cause}`;
}
