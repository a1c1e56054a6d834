import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { focusOn } from '../../../../../platform/web/parts/focus-on.ts'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { declarationsApi } from '../api.ts'
import { Asked } from '../open/asked.tsx'
import { Leaf } from '../open/leaf.tsx'
import { useOpenWords } from '../open/words.ts'

/** Open to everybody: by the code of the receipt how far it is, and taking it back. Shows nothing of the person. */
export function WithdrawPage() {
  const { withdraw: words } = useOpenWords()
  const office = useQuery({ ...declarationsApi.query('declarations.notice', {}), staleTime: Infinity }).data?.office
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const [sure, setSure] = useState(false)
  const look = useMutation({
    mutationFn: (typed: string) => declarationsApi.call('declarations.status', { code: typed }),
  })
  const withdraw = useMutation({
    mutationFn: () => declarationsApi.call('declarations.withdraw', { code: code.trim() }),
  })
  const found = look.data
  if (withdraw.data !== undefined) {
    return (
      <Leaf title={words.done} office={office ?? null}>
        <p role="status" tabIndex={-1} ref={focusOn}>
          {words.doneWhy(withdraw.data.day)}
        </p>
        <ul className="leaf-links">
          <li>
            <Link to="/declare">{words.again}</Link>
          </li>
        </ul>
      </Leaf>
    )
  }
  const [notTyped, notSure] = [code.trim() === '' && tried, !sure && tried]
  return (
    <Leaf title={words.title} lead={words.lead} office={office ?? null}>
      {found === undefined ? (
        <form
          className="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setTried(true)
            if (code.trim() !== '') look.mutate(code.trim(), { onSuccess: () => setTried(false) })
          }}
        >
          <Asked label={words.code} must hint={words.codeHint} wrong={notTyped ? words.noCode : undefined}>
            {(given) => (
              <input
                {...given}
                maxLength={40}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                value={code}
                onChange={({ target: { value } }) => setCode(value)}
              />
            )}
          </Asked>
          {look.error === null ? null : <ProblemPanel error={look.error} />}
          <div className="leaf-do">
            <Button type="primary" htmlType="submit" loading={look.isPending}>
              {words.look}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <dl className="leaf-terms" tabIndex={-1} ref={focusOn}>
            {(
              [
                [words.state, found.words],
                [words.declared, found.declared],
                [words.changed, found.changed],
              ] as const
            ).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="num">{value}</dd>
              </div>
            ))}
          </dl>
          {found.mayWithdraw ? (
            <form
              className="form"
              noValidate
              onSubmit={(event) => {
                event.preventDefault()
                setTried(true)
                if (sure) withdraw.mutate()
              }}
            >
              <h2>{words.act}</h2>
              <p>{words.what}</p>
              <div>
                <label className="check">
                  <input
                    type="checkbox"
                    checked={sure}
                    aria-describedby="sure-wrong"
                    onChange={({ target: { checked } }) => setSure(checked)}
                  />
                  {words.sure}
                </label>
                <small id="sure-wrong" className="leaf-wrong">
                  {notSure ? words.notSure : null}
                </small>
              </div>
              {withdraw.error === null ? null : <ProblemPanel error={withdraw.error} />}
              <div className="leaf-do">
                <Button type="primary" htmlType="submit" loading={withdraw.isPending}>
                  {words.act}
                </Button>
                <Button onClick={() => look.reset()}>{words.other}</Button>
              </div>
            </form>
          ) : (
            <>
              {found.state === 'transferring' || found.state === 'admitted' ? <p>{words.not[found.state]}</p> : null}
              <div className="leaf-do">
                <Button onClick={() => look.reset()}>{words.other}</Button>
              </div>
            </>
          )}
        </>
      )}
      <ul className="leaf-links">
        <li>
          <Link to="/declare">{words.toDeclare}</Link>
        </li>
      </ul>
    </Leaf>
  )
}
