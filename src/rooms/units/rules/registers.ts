import { keptFacts, registerShape, type FactName, type FactValue, type Register, type Source } from '../contract.ts'
import type { RecordFacts } from './precedence.ts'

/** What a register calls itself, and what is done there instead of editing the ledger. */
export const registerWords: Readonly<Record<Register, { readonly name: string; readonly remedy: string }>> = {
  organizations: { name: '党组织名册', remedy: '在党组织页调整它覆盖的单位' },
  members: { name: '党员名册', remedy: '在党员页调整工作单位或组织关系' },
}

export function isRegister(source: Source): source is Register {
  return registerShape.options.some((register) => register === source)
}

/** The register that keeps a fact wherever it has a statement; null for what only files and hands state. */
export function registerOf(fact: FactName): Register | null {
  return registerShape.options.find((register) => keptFacts[register].some((kept) => kept === fact)) ?? null
}

/** Whether files or hands know the unit: statements of registers alone do not make one. */
export function isStated(records: readonly Pick<RecordFacts, 'source'>[]): boolean {
  return records.some(({ source }) => !isRegister(source))
}

/** The register by whose statement something stands upon the unit now: an organisation that covers it, members in it. */
export function standingUpon(records: readonly Pick<RecordFacts, 'source' | 'facts'>[]): Register | null {
  for (const { source, facts } of records) {
    if (isRegister(source) && Object.values(facts).some(saysMore)) return source
  }
  return null
}

const saysMore = (value: FactValue): boolean => value === true || (typeof value === 'number' && value > 0)

/** A statement as one sentence of the unit's history. */
export function sayStatement(register: Register, facts: RecordFacts['facts']): string {
  const { name } = registerWords[register]
  if (register === 'members') {
    return `${name}：正式党员 ${facts.membersFull ?? 0} 名，预备党员 ${facts.membersProbationary ?? 0} 名`
  }
  if (facts.hasOrganization !== true) return `${name}：没有党组织覆盖`
  return `${name}：由“${facts.orgName ?? ''}”覆盖（${facts.orgForm ?? ''}）`
}
