import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from 'antd'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import type { FoundingCase } from '../../contract.ts'
import { isOpen, mayTake, seatsBy } from '../../rules/lifecycle.ts'
import { useFoundingWords } from '../words.ts'
import { ApplyForm } from './apply-form.tsx'
import { ElectForm } from './elect-form.tsx'
import { ReplyForm } from './reply-form.tsx'
import { FileForm, ReturnForm, ReviewForm, WithdrawForm } from './short-forms.tsx'

/** The form of the step that is next, and the ways out: returned, withdrawn, taken up again. */
export function NextStep({ found, onRevise }: { readonly found: FoundingCase; readonly onRevise?: () => void }) {
  const { case: words, draft } = useFoundingWords()
  const [aside, setAside] = useState<'return' | 'withdraw' | null>(null)
  const done = (): void => setAside(null)
  if (!isOpen(found.step)) {
    return (
      <Card title={words.next} padded>
        <div className="row">
          <span className="muted">{words.ended}</span>
          {found.step === 'filed' ? null : (
            <Link to="/founding/new" search={{ again: found.id }}>
              {words.again}
            </Link>
          )}
          {found.step !== 'filed' || found.organization === null ? null : (
            <Link to="/organizations/$id" params={{ id: found.organization }} search={{}}>
              {words.toOrganization}
            </Link>
          )}
        </div>
      </Card>
    )
  }
  const given = { found, onDone: done, key: `${found.version}` }
  const main = {
    draft: { title: words.apply.title, form: <ApplyForm {...given} key={given.key} /> },
    applied: { title: words.review.title, form: <ReviewForm {...given} key={given.key} /> },
    reviewing: { title: words.reply.title, form: <ReplyForm {...given} key={given.key} /> },
    approved: {
      title: seatsBy(found.kind) === 'elected' ? words.elect.title : words.elect.titleAppoint,
      form: <ElectForm {...given} key={given.key} />,
    },
    elected: { title: words.file.title, form: <FileForm {...given} key={given.key} /> },
    filed: null,
    declined: null,
    withdrawn: null,
  }[found.step]
  const side =
    aside === 'return'
      ? { title: words.return.title, form: <ReturnForm {...given} key={`return ${given.key}`} /> }
      : aside === 'withdraw'
        ? { title: words.withdraw.title, form: <WithdrawForm {...given} key={`withdraw ${given.key}`} /> }
        : null
  const shown = side ?? main
  const blocked = found.changeable ? null : words.notChangeable
  return (
    <Card title={side === null ? `${words.next}：${shown?.title ?? ''}` : shown?.title} note={words.nextNote}>
      <div className="card-body">{shown?.form}</div>
      <div className="card-body row row-wrap founding-aside">
        {side === null ? null : <Button onClick={done}>{draft.cancel}</Button>}
        {side === null && mayTake(found.step, 'revise').ok && onRevise !== undefined ? (
          <ReasonButton needs="founding.revise" reason={blocked} onClick={onRevise}>
            {draft.revise}
          </ReasonButton>
        ) : null}
        {side === null && mayTake(found.step, 'return').ok ? (
          <ReasonButton needs="founding.return" reason={blocked} onClick={() => setAside('return')}>
            {words.return.title}
          </ReasonButton>
        ) : null}
        {side === null ? (
          <ReasonButton needs="founding.withdraw" reason={blocked} onClick={() => setAside('withdraw')}>
            {words.withdraw.title}
          </ReasonButton>
        ) : null}
      </div>
    </Card>
  )
}
