/**
 * Around every handler: nothing that goes wrong inside a feature ends the server, or reaches the editor as a result. A
 * fault is logged once, and answered as a proper error of the protocol.
 */
import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { CancelledError } from '#language/facts/query.js';
import { text, word } from '#language/messages/word.js';

export type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

export class Guard {
  private readonly logged = new Set<string>();

  constructor(private readonly log: (line: string) => void) {}

  request<P, R>(feature: string, handler: Handler<P, R>): (params: P, token: CancellationToken) => Promise<R> {
    return async (params, token) => {
      if (token.isCancellationRequested) throw cancelled();
      try {
        return await handler(params, token);
      } catch (thrown) {
        throw this.answer(feature, thrown);
      }
    };
  }

  /** For notifications and timers: nobody waits for an answer. */
  task<A extends unknown[]>(feature: string, run: (...given: A) => void | Promise<void>): (...given: A) => void {
    return (...given) => {
      const failed = (thrown: unknown): void => { this.report(feature, thrown); };
      try {
        const done = run(...given);
        if (done) done.catch(failed);
      } catch (thrown) {
        failed(thrown);
      }
    };
  }

  report(feature: string, thrown: unknown): void {
    const reason = thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown);
    const key = `${feature}|${reason}`;
    if (this.logged.has(key)) return;
    this.logged.add(key);
    this.log(word(text('editor.fault-log', { feature, reason })));
  }

  private answer(feature: string, thrown: unknown): ResponseError<void> {
    if (thrown instanceof ResponseError) return thrown as ResponseError<void>;
    if (thrown instanceof CancelledError) return cancelled();
    this.report(feature, thrown);
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return new ResponseError<void>(ErrorCodes.InternalError, word(text('editor.fault', { feature, reason })));
  }
}

export function cancelled(): ResponseError<void> {
  return new ResponseError<void>(LSPErrorCodes.RequestCancelled, word(text('editor.cancelled')));
}

/** The text changed since the question was asked: an answer would speak of places that moved. */
export function overtaken(): ResponseError<void> {
  return new ResponseError<void>(LSPErrorCodes.ContentModified, word(text('editor.cancelled')));
}

/** A refusal that the editor shows to the user, as of a rename that cannot be. */
export function refused(reason: string): ResponseError<void> {
  return new ResponseError<void>(LSPErrorCodes.RequestFailed, reason);
}
