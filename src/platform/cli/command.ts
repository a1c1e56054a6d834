import type { ParseArgsConfig } from 'node:util'
import type { Verb } from '../../kernel/endpoint.ts'
import type { Scope } from '../../kernel/scope.ts'
import type { Context } from '../server/room.ts'

/**
 * One command of the command line. A room offers its commands as data; the app parses, prints and ends the process, so
 * a command is a plain function from the office's data to a JSON document and the same in words.
 */
export interface Command<O extends Readonly<Record<string, unknown>> = Readonly<Record<string, unknown>>> {
  readonly name: string
  /** `coverage [--area NAME] [--by town|kind|industry|size]` */
  readonly usage: string
  /** One Chinese line for the list of commands. */
  readonly summary: string
  /** As whom it reads and writes: the verb is resolved to a scope before it runs, as for a request. */
  readonly verb: Verb
  /** Why it takes the whole office, where it does. */
  readonly whole?: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** `say` writes progress to standard error. Refusals are thrown as `Problem`; exit 1 marks a result that is a refusal. */
  run(
    context: Context,
    values: O,
    positionals: readonly string[],
    say: (line: string) => void,
    scope: Scope,
  ): Promise<{ readonly json: unknown; readonly text: string; readonly exit?: 0 | 1 }>
}

/** Keeps the option types inside a command and hides them in a list of commands. */
export function command<O extends Readonly<Record<string, unknown>>>(made: Command<O>): Command {
  // The parser hands over exactly what `options` declares.
  return made as unknown as Command
}
