import type { PostKind } from '../../rules/post-kinds.ts'
import type { ElectionInput, PassBasis } from '../../rules/election.ts'

/** What stands in the fields, as typed. */
export interface ElectionDraft {
  readonly of: ElectionInput['of']
  readonly due: string
  readonly present: string
  readonly seats: string
  readonly issued: string
  readonly returned: string
  readonly valid: string
  readonly invalid: string
  readonly basis: PassBasis
  readonly candidates: readonly CandidateDraft[]
}

export interface CandidateDraft {
  readonly key: number
  readonly votes: string
  readonly name: string
  readonly post: PostKind | ''
}

export const figures = ['due', 'present', 'seats', 'issued', 'returned', 'valid', 'invalid'] as const
export type FigureName = (typeof figures)[number]

const candidate = (key: number): CandidateDraft => ({ key, votes: '', name: '', post: '' })

export const emptyDraft = (basis: PassBasis): ElectionDraft => ({
  of: 'committee',
  due: '',
  present: '',
  seats: '3',
  issued: '',
  returned: '',
  valid: '',
  invalid: '0',
  basis,
  candidates: [1, 2, 3, 4].map(candidate),
})

export const withCandidate = (draft: ElectionDraft): ElectionDraft => ({
  ...draft,
  candidates: [...draft.candidates, candidate(Math.max(0, ...draft.candidates.map(({ key }) => key)) + 1)],
})

const number = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0)

/** Empty fields are zero, except those that usually follow from the one before: so many came, so many ballots. */
export function inputOf(draft: ElectionDraft): ElectionInput {
  const present = number(draft.present)
  const issued = draft.issued.trim() === '' ? present : number(draft.issued)
  const returned = draft.returned.trim() === '' ? issued : number(draft.returned)
  const invalid = number(draft.invalid)
  return {
    of: draft.of,
    due: number(draft.due),
    present,
    seats: number(draft.seats),
    issued,
    returned,
    valid: draft.valid.trim() === '' ? Math.max(0, returned - invalid) : number(draft.valid),
    invalid,
    votes: draft.candidates.map(({ votes }) => number(votes)),
    standing: null,
    basis: draft.basis,
  }
}

/** Whether enough is filled in for a result to say anything. */
export const isBegun = ({ due, present }: ElectionDraft): boolean => due.trim() !== '' && present.trim() !== ''
