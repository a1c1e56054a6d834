import { isWhole, type Scope } from '../../../kernel/scope.ts'

/**
 * As whom the database runs a statement. The second lock (the first are the conditions in the queries): the program's own
 * role owns the tables and is used for migrations only; everything else runs as one of three roles that own nothing and
 * are held by row-level security.
 *
 *  juxin_office  a scope over the whole office: all rows of its district
 *  juxin_part    any narrower scope: the rows that the settings `app.*` reach; without settings, none
 *  juxin_gate    the gates themselves: who signs in, what they may, sealing the trail
 *
 * Settings are statements and not parameters because on Citus only the statement `SET LOCAL` inside a transaction travels
 * to the workers; so they are quoted here, and nowhere else.
 */
export type Role = 'juxin_office' | 'juxin_part' | 'juxin_gate'

export const ROLES: readonly Role[] = ['juxin_office', 'juxin_part', 'juxin_gate']

export interface Standing {
  /** Null is the program's own role. */
  readonly role: Role | null
  readonly settings: Readonly<Record<string, string>>
}

export const OWNER: Standing = { role: null, settings: {} }

export function gateOf(district: string): Standing {
  return { role: 'juxin_gate', settings: { 'app.district': district } }
}

export function standingOf(scope: Scope): Standing {
  const district = { 'app.district': scope.district, 'app.account': scope.account ?? '' }
  if (isWhole(scope)) return { role: 'juxin_office', settings: district }
  return {
    role: 'juxin_part',
    settings: {
      ...district,
      'app.paths': arrayText(scope.paths.map(startsWith)),
      'app.places': arrayText(scope.places),
      'app.lines': arrayText(scope.lines.map(({ section, path }) => startsWith(`${section}:${path}`))),
      'app.units': arrayText(scope.units),
      'app.organizations': arrayText(scope.organizations.map(startsWith)),
    },
  }
}

/** Statements that put a connection into the standing: `local` until the transaction ends, else until the next. */
export function enter({ role, settings }: Standing, span: 'local' | 'session'): readonly string[] {
  const set = span === 'local' ? 'set local' : 'set'
  const lines = Object.entries(settings).map(([name, value]) => `${set} ${name} = ${quote(value)}`)
  return [`${set} role ${role ?? 'none'}`, ...lines]
}

/** LIKE pattern of everything that begins with a text. */
function startsWith(prefix: string): string {
  return `${prefix.replace(/[\\%_]/g, '\\$&')}%`
}

function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`
}

function quote(text: string): string {
  if (/[\0\n\r]/.test(text)) throw new Error('a scope holds a character that no id has')
  // With standard_conforming_strings only the quote itself is special.
  return `'${text.replaceAll("'", "''")}'`
}
