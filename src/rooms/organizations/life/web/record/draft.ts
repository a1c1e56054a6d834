import type { LifeKind } from '../../rules/life-kinds.ts'

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

export const emptyRecord = (
  today: string,
  organization: { readonly id: string; readonly name: string } | null,
): RecordDraft => ({
  holders: organization === null ? [] : [{ id: organization.id, name: organization.name, due: '', present: '' }],
  day: today,
  kinds: [],
  title: '',
  note: '',
  bySecretary: false,
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
  { holders, kinds }: RecordDraft,
  words: { readonly needOrganization: string; readonly needKind: string },
): string | null {
  return holders.length === 0 ? words.needOrganization : kinds.length === 0 ? words.needKind : null
}
