import { Field } from '../../../../platform/web/parts/field.tsx'
import type { PostKind } from '../../contract.ts'
import { postKindNames } from '../../rules/words.ts'
import { useMembersWords } from '../words.ts'

/** Facts of a form as they are typed; an empty text says nothing. */
export interface FactTexts {
  readonly joined: string
  readonly fullOn: string
  readonly gender: string
  readonly born: string
  readonly ethnicity: string
  readonly education: string
  readonly job: string
  readonly postKind: string
  readonly group: string
  readonly phone: string
  readonly identity: string
}

export const NO_FACTS: FactTexts = {
  joined: '',
  fullOn: '',
  gender: '',
  born: '',
  ethnicity: '',
  education: '',
  job: '',
  postKind: '',
  group: '',
  phone: '',
  identity: '',
}

const DAYS = ['joined', 'fullOn', 'born'] as const
const TEXTS = ['ethnicity', 'education', 'job', 'group', 'phone', 'identity'] as const
// Names of the table above.
const POSTS = Object.keys(postKindNames) as PostKind[]

export function FactFields({
  facts,
  today,
  onChange,
}: {
  readonly facts: FactTexts
  readonly today: string
  readonly onChange: (facts: FactTexts) => void
}) {
  const { facts: labels, genders, none } = useMembersWords()
  const set = (what: Partial<FactTexts>): void => onChange({ ...facts, ...what })
  return (
    <>
      {DAYS.map((key) => (
        <Field key={key} label={labels[key]}>
          <input type="date" max={today} value={facts[key]} onChange={(event) => set({ [key]: event.target.value })} />
        </Field>
      ))}
      <Field label={labels.gender}>
        <select value={facts.gender} onChange={(event) => set({ gender: event.target.value })}>
          <option value="">{none}</option>
          <option value="male">{genders.male}</option>
          <option value="female">{genders.female}</option>
        </select>
      </Field>
      <Field label={labels.postKind}>
        <select value={facts.postKind} onChange={(event) => set({ postKind: event.target.value })}>
          <option value="">{none}</option>
          {POSTS.map((post) => (
            <option key={post} value={post}>
              {postKindNames[post]}
            </option>
          ))}
        </select>
      </Field>
      {TEXTS.map((key) => (
        <Field key={key} label={labels[key]}>
          <input
            maxLength={40}
            autoComplete="off"
            value={facts[key]}
            onChange={(event) => set({ [key]: event.target.value })}
          />
        </Field>
      ))}
    </>
  )
}

/** What was typed, as the contract takes it. */
export function readFacts(facts: FactTexts) {
  const or = (text: string): string | null => (text.trim() === '' ? null : text.trim())
  return {
    joined: or(facts.joined),
    fullOn: or(facts.fullOn),
    born: or(facts.born),
    gender: facts.gender === 'male' || facts.gender === 'female' ? (facts.gender as 'male' | 'female') : null,
    ethnicity: or(facts.ethnicity),
    education: or(facts.education),
    job: or(facts.job),
    postKind: POSTS.find((post) => post === facts.postKind) ?? null,
    group: or(facts.group),
    phone: or(facts.phone),
    identity: or(facts.identity),
  }
}
