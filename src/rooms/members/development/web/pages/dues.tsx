import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../../platform/web/api/client.ts'
import { countText } from '../../../../../platform/web/format.ts'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import type { developmentEndpoints, DuesKind } from '../../contract.ts'
import { readYuan, reckonDues } from '../../rules/dues.ts'
import { developmentApi } from '../api.ts'
import { useDevelopmentWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../development.css'

const KINDS = ['wage', 'yearly-wage', 'self-employed', 'pension', 'farmer', 'least'] as const satisfies DuesKind[]
const money = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const yuanOf = (fen: number): string => money.format(fen / 100)
const rateOf = (perMille: number): string => `${perMille / 10}%`

/** What is to be paid a month. Reckoned here in the page: no income is sent or kept. */
export function DuesPage() {
  const words = useDevelopmentWords()
  const { duesPage: own } = words
  const { kind = 'wage' } = useSearch({ from: '/dues' })
  const navigate = useNavigate({ from: '/dues' })
  const [typed, setTyped] = useState('')
  const query = useQuery(developmentApi.query('development.dues', {}))
  const rules = query.data
  const fixed = kind === 'farmer' || kind === 'least'
  const label = {
    wage: own.amount.month,
    'yearly-wage': own.amount.year,
    'self-employed': own.amount.quarter,
    pension: own.amount.pension,
  }
  return (
    <Page
      title={own.title}
      lead={own.lead}
      asOf={rules?.day}
      actions={
        <>
          <Link to="/development" search={{}}>
            {words.case.back}
          </Link>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </>
      }
    >
      {query.error === null ? null : <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      <div className="development-two">
        <div>
          <Card title={own.title} padded>
            <div className="form">
              <Field label={own.kind}>
                <select
                  value={kind}
                  onChange={({ target: { value } }) => {
                    const next = KINDS.find((one) => one === value)
                    void navigate({
                      search: (old) => ({ ...old, kind: next === 'wage' ? undefined : next }),
                      replace: true,
                    })
                  }}
                >
                  {KINDS.map((key) => (
                    <option key={key} value={key}>
                      {own.kinds[key]}
                    </option>
                  ))}
                </select>
              </Field>
              {fixed ? null : (
                <Field label={label[kind]}>
                  <input
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={14}
                    value={typed}
                    onChange={({ target: { value } }) => setTyped(value)}
                  />
                </Field>
              )}
            </div>
          </Card>
          {rules === undefined ? null : <Result kind={kind} typed={fixed ? '0' : typed} rules={rules} />}
        </div>
        <div>
          {rules === undefined ? null : (
            <>
              {fixed ? null : <Brackets brackets={kind === 'pension' ? rules.brackets.pension : rules.brackets.wage} />}
              <Card title={own.basis} padded>
                {[rules.articles[kind], ...rules.notes].map((article) => (
                  <ArticleText key={article.rule} article={article} />
                ))}
              </Card>
            </>
          )}
        </div>
      </div>
    </Page>
  )
}

type Rules = Output<typeof developmentEndpoints, 'development.dues'>

function Result({ kind, typed, rules }: { readonly kind: DuesKind; readonly typed: string; readonly rules: Rules }) {
  const { duesPage: own } = useDevelopmentWords()
  const amount = readYuan(typed)
  const dues = amount === null ? null : reckonDues(kind, amount, rules.brackets)
  return (
    <Card title={own.result} padded>
      <div role="status">
        {dues === null ? (
          <p className="muted">{typed.trim() === '' ? own.type : own.bad}</p>
        ) : (
          <>
            <div className="development-sum num">
              {dues.mostFen === dues.fen
                ? own.yuan(yuanOf(dues.fen))
                : own.between(yuanOf(dues.fen), yuanOf(dues.mostFen))}
            </div>
            <p className="muted num">
              {dues.perMille === null ? own.fixed : own.how(yuanOf(dues.baseFen), rateOf(dues.perMille))}
            </p>
          </>
        )}
      </div>
    </Card>
  )
}

function Brackets({ brackets }: { readonly brackets: Rules['brackets']['wage'] }) {
  const { duesPage: own } = useDevelopmentWords()
  return (
    <Card title={own.brackets} note={own.bracketNote}>
      <table className="development-table num">
        <tbody>
          {brackets.map(({ upToYuan, perMille }, at) => (
            <tr key={perMille}>
              <td>
                {upToYuan === null
                  ? own.above(countText(brackets[at - 1]?.upToYuan ?? 0))
                  : own.upTo(countText(upToYuan))}
              </td>
              <td className="right">{own.rate(rateOf(perMille))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
