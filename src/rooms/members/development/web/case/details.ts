import type { StepDetails, StepKey } from '../../contract.ts'

/** What is typed into the fields of a step, before it is read. */
export interface Typed {
  readonly persons: readonly string[]
  readonly publicFrom: string
  readonly classDays: string
  readonly classHours: string
  readonly leaving: boolean
  readonly due: string
  readonly present: string
  readonly yes: string
  readonly outcome: 'passed' | 'extended' | 'refused'
  readonly extendMonths: string
  readonly approver: { readonly id: string; readonly name: string } | null
}

export const NOTHING_TYPED: Typed = {
  persons: ['', ''],
  publicFrom: '',
  classDays: '',
  classHours: '',
  leaving: false,
  due: '',
  present: '',
  yes: '',
  outcome: 'passed',
  extendMonths: '6',
  approver: null,
}

/** The fields that a step shows. */
export const FIELDS: Readonly<Partial<Record<StepKey, readonly (keyof Typed)[]>>> = {
  contacts: ['persons'],
  introducers: ['persons'],
  target: ['publicFrom'],
  class: ['classDays', 'classHours'],
  form: ['leaving'],
  meeting: ['due', 'present', 'yes'],
  approval: ['approver'],
  'full-meeting': ['outcome', 'due', 'present', 'yes'],
  'full-approval': ['approver'],
}

/** What the fields of the step say; an empty field says nothing. */
export function readDetails(step: StepKey, typed: Typed): StepDetails {
  const fields = FIELDS[step] ?? []
  const number = (key: 'classDays' | 'classHours' | 'due' | 'present' | 'yes' | 'extendMonths') =>
    typed[key].trim() === '' || Number.isNaN(Number(typed[key])) ? {} : { [key]: Number(typed[key]) }
  const details: StepDetails = {}
  for (const field of fields) {
    if (field === 'persons') details.persons = typed.persons.map((name) => name.trim()).filter((name) => name !== '')
    else if (field === 'publicFrom' && typed.publicFrom !== '') details.publicFrom = typed.publicFrom
    else if (field === 'leaving' && typed.leaving) details.leaving = true
    else if (field === 'outcome') {
      details.outcome = typed.outcome
      if (typed.outcome === 'extended') Object.assign(details, number('extendMonths'))
    } else if (field === 'approver' && typed.approver !== null) details.approver = typed.approver.id
    else if (
      field === 'classDays' ||
      field === 'classHours' ||
      field === 'due' ||
      field === 'present' ||
      field === 'yes'
    )
      Object.assign(details, number(field))
  }
  return details
}
