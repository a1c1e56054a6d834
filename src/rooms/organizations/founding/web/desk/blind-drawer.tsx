import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { apiOf } from '../../../../../platform/web/api/client.ts'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { countText } from '../../../../../platform/web/format.ts'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { TabBar } from '../../../../../platform/web/parts/tab-bar.tsx'
import type { unitsEndpoints } from '../../../../units/contract.ts'
import { foundingApi } from '../api.ts'
import { useFoundingWords } from '../words.ts'
import './desk.css'

const unitsApi = apiOf<typeof unitsEndpoints>()

/** Blind spots that should found or join: chosen many at once, one case each or one together. */
export function BlindDrawer({ area, onDone }: { readonly area: string | undefined; readonly onDone: () => void }) {
  const { blind: words } = useFoundingWords()
  const navigate = useNavigate()
  const [due, setDue] = useState<'found' | 'join'>('found')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const list = useQuery(
    unitsApi.query('units.list', { due, coverage: 'none,work', area, sort: 'membersFull', desc: 'true', limit: 200 }),
  )
  const ids = list.data?.rows.map(({ id }) => id) ?? []
  const looked = useQuery({
    ...foundingApi.query('founding.advise', { units: ids, host: null, until: null, secretaryReady: true }),
    enabled: ids.length > 0,
  })
  const busyOf = new Map(looked.data?.units.map(({ unit, busy }) => [unit, busy]))
  const each = useMutation({
    mutationFn: () => foundingApi.call('founding.draftEach', { units: [...chosen], source: 'blind-spot' }),
    onSuccess: () => {
      setChosen([])
      void refreshAll()
    },
  })
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const together = (): void =>
    void navigate({ to: '/founding/new', search: { units: chosen.join(','), source: 'blind-spot' } })
  return (
    <div className="form">
      <p className="muted">{words.lead}</p>
      <TabBar
        label={words.title}
        tabs={[
          { key: 'found', name: words.found },
          { key: 'join', name: words.join },
        ]}
        chosen={due}
        onChoose={(key) => {
          setDue(key)
          setChosen([])
        }}
        panel="founding-blind"
      />
      <div id="founding-blind" role="tabpanel" className="form">
        {list.error === null ? null : <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending ? <SkeletonLines count={6} /> : null}
        {list.data?.rows.length === 0 ? <p className="muted">{words.none}</p> : null}
        {(list.data?.rows.length ?? 0) === 0 ? null : (
          <ul className="founding-choose num">
            {list.data?.rows.map(({ id, name, town, membersFull }) => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.includes(id)}
                    disabled={busyOf.get(id) != null}
                    onChange={() => toggle(id)}
                  />
                  <span>
                    {name}
                    <small>
                      {[town, words.full(countText(membersFull)), busyOf.get(id)].filter(Boolean).join(' · ')}
                    </small>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        )}
        {each.error === null ? null : <ProblemPanel error={each.error} />}
        {each.data === undefined ? null : (
          <div role="status">
            <p>{words.opened(countText(each.data.opened.length))}</p>
            {each.data.skipped.length === 0 ? null : (
              <>
                <p>{words.skipped(countText(each.data.skipped.length))}</p>
                <ul>
                  {each.data.skipped.map(({ unit, name, why }) => (
                    <li key={unit}>
                      {name}：<span className="muted">{why}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
            <button type="button" className="link-button" onClick={onDone}>
              {words.done}
            </button>
          </div>
        )}
        <div className="row row-wrap">
          {due === 'found' ? (
            <ReasonButton
              type="primary"
              needs="founding.draftEach"
              reason={chosen.length === 0 ? words.choose : null}
              loading={each.isPending}
              onClick={() => each.mutate()}
            >
              {words.each(countText(chosen.length))}
            </ReasonButton>
          ) : (
            <ReasonButton
              type="primary"
              needs="founding.draft"
              reason={chosen.length === 0 ? words.choose : chosen.length < 2 ? words.chooseTwo : null}
              onClick={together}
            >
              {words.joint(countText(chosen.length))}
            </ReasonButton>
          )}
        </div>
      </div>
    </div>
  )
}
