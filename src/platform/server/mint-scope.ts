import type { Scope } from '../../kernel/scope.ts'

/**
 * The only place where a scope comes into being. Imported by the gates (`compose.ts`, the database's `derive`, the access
 * room), by nothing else: tools/borders.cjs holds that.
 */
export function mintScope(parts: Omit<Scope, '__minted'>): Scope {
  // The brand exists for the compiler only.
  return parts as Scope
}
