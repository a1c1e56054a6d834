import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { PrintSheet } from '../../../../platform/web/parts/print-sheet.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { accessApi } from '../api.ts'
import { PasswordField } from '../session/password-fields.tsx'
import { useAccountWords } from './words.ts'
import './account.css'

/** Setting up the second step: password, picture to scan, one code to prove it, and the recovery codes, shown once. */
export function SecondFactor({ on, onDone }: { readonly on: boolean; readonly onDone: () => void }) {
  const { factor: words } = useAccountWords()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useMutation({ mutationFn: () => accessApi.call('access.beginSecondFactor', { password }) })
  const confirm = useMutation({ mutationFn: () => accessApi.call('access.confirmSecondFactor', { code: code.trim() }) })
  const end = useMutation({
    mutationFn: () => accessApi.call('access.endSecondFactor', { password, code: code.trim() }),
    onSuccess: onDone,
  })
  if (confirm.data !== undefined) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />
  if (on) {
    return (
      <Form onSend={() => end.mutate()}>
        <p className="muted">{words.isOn}</p>
        <PasswordField label={words.password} kind="current-password" value={password} onChange={setPassword} />
        <CodeField value={code} onChange={setCode} />
        {end.error === null ? null : <ProblemPanel error={end.error} />}
        <div>
          <Button htmlType="submit" loading={end.isPending}>
            {words.end}
          </Button>
        </div>
      </Form>
    )
  }
  if (begin.data === undefined) {
    return (
      <Form onSend={() => begin.mutate()}>
        <p className="muted">{words.isOff}</p>
        <PasswordField label={words.password} kind="current-password" value={password} onChange={setPassword} />
        {begin.error === null ? null : <ProblemPanel error={begin.error} />}
        <div>
          <Button type="primary" htmlType="submit" loading={begin.isPending}>
            {words.begin}
          </Button>
        </div>
      </Form>
    )
  }
  return (
    <Form onSend={() => confirm.mutate()}>
      <p className="muted">{words.scan}</p>
      <img className="factor-picture" alt={words.picture} src={pictureSource(begin.data.picture)} />
      <div className="field">
        <span>{words.secret}</span>
        <code className="factor-secret">{begin.data.secret}</code>
      </div>
      <CodeField value={code} onChange={setCode} />
      {confirm.error === null ? null : <ProblemPanel error={confirm.error} />}
      <div>
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {words.confirm}
        </Button>
      </div>
    </Form>
  )
}

/** As an image it can run nothing, whatever stands in it. */
const pictureSource = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`

function CodeField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { factor: words } = useAccountWords()
  return (
    <Field label={words.code}>
      <input
        required
        maxLength={20}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const { factor: words } = useAccountWords()
  const list = (
    <ol className="codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ol>
  )
  return (
    <section className="form" aria-label={words.codes}>
      <b>{words.codes}</b>
      <p className="muted">{words.codesWhy}</p>
      {list}
      <PrintSheet>
        <section>
          <h2>{words.codes}</h2>
          <p>{words.codesWhy}</p>
          {list}
        </section>
      </PrintSheet>
      <div className="bare-do no-print">
        <Button onClick={() => window.print()}>{words.print}</Button>
        <Button type="primary" onClick={onDone}>
          {words.kept}
        </Button>
      </div>
    </section>
  )
}
