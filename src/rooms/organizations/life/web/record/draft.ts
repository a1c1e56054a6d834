import type { Meeting } from '../../contract.ts'
import type { LifeKind } from '../../rules/life-kinds.ts'
import type { Named } from './open.ts'

export interface HolderDraft {
  readonly id: string
  readonly name: string
  readonly due: string
  readonly present: string
}

/** What stands in the fields, as typed. */
export interface RecordDraft {
  readonly holders: readonly HolderDraft[]
  readonly day: string
  readonly kinds: readonly LifeKind[]
  readonly title: string
  readonly note: string
  readonly bySecretary: boolean
}

/** As the server read it from a file. */
export interface Draft {
  readonly day: string | null
  readonly kinds: readonly LifeKind[]
  readonly title: string
  readonly due: number | null
  readonly present: number | null
  readonly bySecretary: boolean
  readonly key: string | null
}

/** With what the form begins: an empty day is to be filled in. */
export interface RecordStart {
  readonly day: string
  readonly organization: Named | null
  readonly kinds?: readonly LifeKind[]
  readonly bySecretary?: boolean
}

export const emptyRecord = ({ day, organization, kinds = [], bySecretary = false }: RecordStart): RecordDraft => ({
  holders: organization === null ? [] : [{ id: organization.id, name: organization.name, due: '', present: '' }],
  day,
  kinds,
  title: '',
  note: '',
  bySecretary,
})

/** What is on record, to be corrected. */
export const recordOf = ({ holders, day, kinds, title, note, bySecretary }: Meeting): RecordDraft => ({
  holders: holders.map(({ organization, name, due, present }) => ({
    id: organization,
    name,
    due: numberText(due),
    present: numberText(present),
  })),
  day,
  kinds,
  title,
  note,
  bySecretary,
})

const numberText = (value: number | null): string => (value === null ? '' : String(value))

/** What the file says takes the place of what was typed; what it does not say stays. */
export function fromDraft(record: RecordDraft, draft: Draft): RecordDraft {
  return {
    ...record,
    day: draft.day ?? record.day,
    kinds: draft.kinds.length > 0 ? draft.kinds : record.kinds,
    title: draft.title === '' ? record.title : draft.title,
    bySecretary: draft.bySecretary,
    holders: record.holders.map((holder, at) =>
      at === 0 ? { ...holder, due: numberText(draft.due), present: numberText(draft.present) } : holder,
    ),
  }
}

const count = (text: string): number | null => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : null)

/** `members`: how many belong to the first, who are due unless something else was typed; 0: unknown. */
export function meetingOf(record: RecordDraft, source: 'hand' | 'file', members: number) {
  const { holders, kinds, bySecretary, ...rest } = record
  return {
    ...rest,
    kinds: [...kinds],
    bySecretary: bySecretary && kinds.includes('lecture'),
    source,
    holders: holders.map(({ id, due, present }, at) => {
      const came = count(present)
      const usual = at === 0 && members > 0 && came !== null && came <= members ? members : null
      return { organization: id, due: count(due) ?? usual, present: came }
    }),
  }
}

export function whyNot(
  { holders, kinds, day }: RecordDraft,
  words: { readonly needOrganization: string; readonly needKind: string; readonly needDay: string },
): string | null {
  if (holders.length === 0) return words.needOrganization
  if (kinds.length === 0) return words.needKind
  return day === '' ? words.needDay : null
}
