import { focusOn } from '../../../../platform/web/parts/focus-on.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { accessApi } from '../api.ts'
import type { OnFinders } from './on-fields.tsx'
import { LinkCard } from '../parts/link-card.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { useGrantFields } from './on-fields.tsx'
import { useAccountsWords } from './words.ts'

/** A new account with its first role; what comes back is the link by which its owner sets a password. */
export function AccountForm({ find, onClose }: { readonly find: OnFinders; readonly onClose: () => void }) {
  const { form: words } = useAccountsWords()
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [post, setPost] = useState('')
  const [made, setMade] = useState<{ readonly link: string; readonly until: string } | null>(null)
  const chosen = useGrantFields(find, true)
  const filled = (key: string, value: string) => (value.trim() === '' ? {} : { [key]: value.trim() })
  if (made !== null) {
    return (
      <div className="form">
        <p>{words.done(name)}</p>
        <LinkCard invited={{ username, name, link: made.link }} until={made.until} />
        <div>
          <Button
            onClick={() => {
              setMade(null)
              setUsername('')
              setName('')
              setPhone('')
              setPost('')
            }}
          >
            {words.another}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <ReasonForm
      send={words.send}
      why={username.trim() === '' || name.trim() === '' ? words.missing : chosen.why}
      onSend={async (reason) => {
        const { link } = await accessApi.call('access.createAccount', {
          username,
          name,
          ...filled('phone', phone),
          ...filled('post', post),
          grants: chosen.grant === null ? [] : [chosen.grant],
          reason,
        })
        setMade(link)
      }}
      onDone={() => undefined}
      onCancel={onClose}
    >
      <div className="two-fields">
        <Field label={words.username}>
          <input
            ref={focusOn}
            maxLength={32}
            spellCheck={false}
            autoComplete="off"
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        </Field>
        <Field label={words.name}>
          <input maxLength={40} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
      <p className="faint">{words.usernameHint}</p>
      <div className="two-fields">
        <Field label={words.phone} hint={words.phoneHint}>
          <input
            maxLength={20}
            inputMode="tel"
            autoComplete="off"
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
        </Field>
        <Field label={words.post}>
          <input maxLength={60} autoComplete="off" value={post} onChange={(event) => setPost(event.target.value)} />
        </Field>
      </div>
      {chosen.fields}
    </ReasonForm>
  )
}
