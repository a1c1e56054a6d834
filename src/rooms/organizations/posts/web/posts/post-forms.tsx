import { Button } from 'antd'
import { useState } from 'react'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { Post } from '../../contract.ts'
import {
  howNames,
  ofCommittee,
  postHow,
  postKinds,
  postNames,
  type PostHow,
  type PostKind,
} from '../../rules/post-kinds.ts'
import { postsApi } from '../api.ts'
import { usePostsWords } from '../words.ts'
import { useSend } from './send.ts'

interface Sending {
  readonly needs: string
  readonly why: string | null
  readonly pending: boolean
  readonly error: unknown
  readonly onCancel: () => void
}

/** The end of every form here: what went wrong, send, cancel. */
export function FormEnd({ needs, why, pending, error, onCancel }: Sending) {
  const { form: words } = usePostsWords()
  return (
    <>
      {error === null ? null : <ProblemPanel error={error} />}
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" needs={needs} reason={why} loading={pending}>
          {words.send}
        </ReasonButton>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </>
  )
}

/** By-election, appointment, acting, or somebody sent by the superior. */
export function AppointForm({ organization, onDone }: { readonly organization: string; readonly onDone: () => void }) {
  const { form: words } = usePostsWords()
  const { today } = useOffice()
  const [post, setPost] = useState<PostKind>('secretary')
  const [how, setHow] = useState<PostHow>('appointed')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const send = useSend(
    () =>
      postsApi.call('posts.appoint', {
        id: organization,
        post,
        how,
        name: name.trim(),
        phone: phone.trim() === '' ? null : phone.trim(),
        day,
        reason,
      }),
    onDone,
  )
  const why = name.trim() === '' ? words.needName : reason.trim().length < 2 ? words.needReason : null
  return (
    <div className="posts-form">
      <Form onSend={() => why === null && send.mutate()}>
        <div className="posts-two">
          <Field label={words.post}>
            <select
              value={post}
              onChange={(event) => {
                const next = event.target.value as PostKind
                setPost(next)
                if (!ofCommittee(next) && how === 'elected') setHow('appointed')
              }}
            >
              {postKinds.map((one) => (
                <option key={one} value={one}>
                  {postNames[one]}
                </option>
              ))}
            </select>
          </Field>
          <Field label={words.how}>
            <select value={how} onChange={(event) => setHow(event.target.value as PostHow)}>
              {postHow
                .filter((one) => one !== 'elected' || ofCommittee(post))
                .map((one) => (
                  <option key={one} value={one}>
                    {howNames[one]}
                  </option>
                ))}
            </select>
          </Field>
          <Field label={words.name}>
            <input value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={words.phone} hint={words.phoneHint}>
            <input value={phone} maxLength={40} autoComplete="off" onChange={(event) => setPhone(event.target.value)} />
          </Field>
          <Field label={words.day}>
            <input type="date" value={day} max={today} onChange={(event) => setDay(event.target.value)} />
          </Field>
          <Field label={words.reason}>
            <input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </div>
        <FormEnd needs="posts.appoint" why={why} pending={send.isPending} error={send.error} onCancel={onDone} />
      </Form>
    </div>
  )
}

export function EndForm({ post, onDone }: { readonly post: Post; readonly onDone: () => void }) {
  const { form: words } = usePostsWords()
  const { today } = useOffice()
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const send = useSend(() => postsApi.call('posts.end', { post: post.id, version: post.version, day, reason }), onDone)
  const why = reason.trim().length < 2 ? words.needReason : null
  return (
    <div className="posts-form">
      <Form onSend={() => why === null && send.mutate()}>
        <div className="posts-two">
          <Field label={words.endDay}>
            <input type="date" value={day} max={today} onChange={(event) => setDay(event.target.value)} />
          </Field>
          <Field label={words.reason}>
            <input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </div>
        <FormEnd needs="posts.end" why={why} pending={send.isPending} error={send.error} onCancel={onDone} />
      </Form>
    </div>
  )
}

/** What is left empty stays as it is: a masked name cannot be sent back by mistake. */
export function CorrectForm({ post, onDone }: { readonly post: Post; readonly onDone: () => void }) {
  const { form: words } = usePostsWords()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [from, setFrom] = useState<string>(post.from)
  const [withdraw, setWithdraw] = useState(false)
  const [reason, setReason] = useState('')
  const send = useSend(
    () =>
      postsApi.call('posts.correct', {
        post: post.id,
        version: post.version,
        reason,
        ...(withdraw
          ? { withdraw: true }
          : {
              ...(name.trim() === '' ? {} : { name: name.trim() }),
              ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
              ...(from === post.from ? {} : { from }),
            }),
      }),
    onDone,
  )
  const why = reason.trim().length < 2 ? words.needReason : null
  return (
    <div className="posts-form">
      <Form onSend={() => why === null && send.mutate()}>
        <label className="check">
          <input type="checkbox" checked={withdraw} onChange={(event) => setWithdraw(event.target.checked)} />
          {words.withdraw}
        </label>
        {withdraw ? null : (
          <div className="posts-two">
            <Field label={words.name} hint={words.keep}>
              <input value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
            </Field>
            <Field label={words.phone} hint={words.keep}>
              <input
                value={phone}
                maxLength={40}
                autoComplete="off"
                onChange={(event) => setPhone(event.target.value)}
              />
            </Field>
            <Field label={words.day}>
              <input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
            </Field>
          </div>
        )}
        <Field label={words.reason}>
          <input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <FormEnd needs="posts.correct" why={why} pending={send.isPending} error={send.error} onCancel={onDone} />
      </Form>
    </div>
  )
}
