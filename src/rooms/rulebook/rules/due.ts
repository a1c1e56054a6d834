import type { Preset } from '../contract.ts'

/** The facts that a preset's conditions speak of. Counts are persons, revenue 万元; null is "no source says". */
export interface DueFacts {
  readonly employees: number | null
  readonly revenue: number | null
  readonly members_full: number | null
  readonly members_probationary: number | null
  readonly members_reported: number | null
}

type DuePreset = Pick<Preset, 'due' | 'countReported'>

/**
 * Full members as the preset counts them. The annual report's number holds probationary members and members whose
 * relation sits elsewhere, so it stands in only where the preset says so and the ledger says nothing.
 */
export function fullMembers(facts: DueFacts, preset: Pick<Preset, 'countReported'>): number | null {
  return facts.members_full ?? (preset.countReported ? facts.members_reported : null)
}

function anyMembers(facts: DueFacts, preset: Pick<Preset, 'countReported'>): number | null {
  if (facts.members_full === null && facts.members_probationary === null) {
    return preset.countReported ? facts.members_reported : null
  }
  return (facts.members_full ?? 0) + (facts.members_probationary ?? 0)
}

/** The line that makes a unit due (应建), or null. What is not known never makes a unit due. */
export function dueLine(facts: DueFacts, preset: DuePreset): Preset['due'][number] | null {
  return (
    preset.due.find((line) =>
      line.every(({ field, atLeast, below }) => {
        const value = valueOf(field, facts, preset)
        return value !== null && value >= atLeast && (below === null || value < below)
      }),
    ) ?? null
  )
}

function valueOf(field: Preset['due'][number][number]['field'], facts: DueFacts, preset: DuePreset): number | null {
  if (field === 'membersFull') return fullMembers(facts, preset)
  if (field === 'membersAny') return anyMembers(facts, preset)
  return facts[field]
}

const FIELDS = { membersFull: '正式党员', membersAny: '党员', employees: '职工', revenue: '营业收入' } as const
const UNITS = { membersFull: '名', membersAny: '名', employees: '人', revenue: '万元' } as const

/** “职工 50–79 人且营业收入 500 万元以上” */
export function sayLine(line: Preset['due'][number]): string {
  return line
    .map(({ field, atLeast, below }) =>
      below === null
        ? `${FIELDS[field]} ${atLeast} ${UNITS[field]}以上`
        : `${FIELDS[field]} ${atLeast}–${field === 'revenue' ? below : below - 1} ${UNITS[field]}`,
    )
    .join('且')
}
