import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import type { FoundingCase } from '../../contract.ts'
import { seatsBy } from '../../rules/lifecycle.ts'
import { useFoundingWords } from '../words.ts'
import { StepForm } from './step-form.tsx'
import { useStep } from './use-step.ts'

type Post = 'secretary' | 'deputy' | 'organization-member' | 'publicity-member' | 'discipline-member' | 'member'

interface Officer {
  readonly key: number
  readonly post: Post
  readonly name: string
}

/** Figures of the meeting and who was elected, with the seats that the rules ask for. */
export function ElectForm({ found, onDone }: { readonly found: FoundingCase; readonly onDone: () => void }) {
  const { case: all } = useFoundingWords()
  const words = all.elect
  const how = seatsBy(found.kind)
  const needed = found.advice?.committee.needed ?? false
  const [due, setDue] = useState(found.membersFull === null ? '' : String(found.membersFull))
  const [present, setPresent] = useState('')
  const [committee, setCommittee] = useState(needed)
  const [seats, setSeats] = useState(needed ? '3' : '')
  const [officers, setOfficers] = useState<readonly Officer[]>(() => firstPosts(needed))
  const step = useStep('founding.elect', onDone)
  // The keys of the words are the posts.
  const posts = Object.keys(words.posts) as Post[]
  const set = (key: number, what: Partial<Officer>): void =>
    setOfficers((old) => old.map((one) => (one.key === key ? { ...one, ...what } : one)))
  return (
    <StepForm
      found={found}
      endpoint="founding.elect"
      label={how === 'elected' ? words.send : words.sendAppoint}
      send={{
        run: (base) =>
          step.mutate({
            ...base,
            overrides: { ...base.overrides },
            how,
            due: Number(due || '0'),
            present: Number(present || '0'),
            committee,
            seats: committee ? Number(seats || '0') : 0,
            officers: officers
              .filter(({ name }) => name.trim() !== '')
              .map(({ post, name }) => ({ post, name: name.trim() })),
          }),
        error: step.error,
        isPending: step.isPending,
      }}
    >
      {how === 'appointed' ? null : (
        <div className="founding-pair">
          <Field label={words.due}>
            <input type="number" min={0} value={due} onChange={(event) => setDue(event.target.value)} />
          </Field>
          <Field label={words.present}>
            <input type="number" min={0} value={present} onChange={(event) => setPresent(event.target.value)} />
          </Field>
        </div>
      )}
      <label className="check">
        <input type="checkbox" checked={committee} onChange={(event) => setCommittee(event.target.checked)} />
        <span>
          {words.committee}
          <small className="faint"> {found.advice?.committee.why}</small>
        </span>
      </label>
      {committee ? (
        <Field label={words.seats}>
          <input type="number" min={0} value={seats} onChange={(event) => setSeats(event.target.value)} />
        </Field>
      ) : null}
      <div className="field">
        <span>{words.officers}</span>
        {officers.map(({ key, post, name }) => (
          <div key={key} className="founding-pair">
            <select
              className="control"
              aria-label={words.post}
              value={post}
              onChange={(event) => set(key, { post: posts.find((one) => one === event.target.value) ?? post })}
            >
              {posts.map((one) => (
                <option key={one} value={one}>
                  {words.posts[one]}
                </option>
              ))}
            </select>
            <input
              className="control"
              aria-label={`${words.posts[post]} ${words.person}`}
              placeholder={words.person}
              maxLength={60}
              value={name}
              onChange={(event) => set(key, { name: event.target.value })}
            />
          </div>
        ))}
        <div>
          <button
            type="button"
            className="link-button"
            onClick={() =>
              setOfficers((old) => [...old, { key: (old.at(-1)?.key ?? 0) + 1, post: 'member', name: '' }])
            }
          >
            {words.add}
          </button>
        </div>
        <small>{words.officersHint}</small>
      </div>
    </StepForm>
  )
}

const firstPosts = (committee: boolean): Officer[] =>
  (committee
    ? (['secretary', 'organization-member', 'publicity-member', 'discipline-member'] as const)
    : (['secretary'] as const)
  ).map((post, key) => ({ key, post, name: '' }))
