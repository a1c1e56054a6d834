import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Popover } from 'antd'
import type { InputRef } from 'antd'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { areasApi } from '../api.ts'
import { useArea, useChooseArea, useChosenArea, useOffice, usePart } from '../public.ts'
import { useAreasWords } from '../words.ts'
import './area-picker.css'

/** “大连市 / 甘井子区 ▾”: where every page looks, and the way to look elsewhere. */
export function AreaPicker() {
  const words = useAreasWords()
  const { root } = useOffice()
  const area = useArea()
  const chosen = useChosenArea()
  const part = usePart()
  // Whose figures these are, until an area within is chosen.
  const own = area === undefined ? part : null
  const [open, setOpen] = useState(false)
  if (root === null) return <span className="area-crumb">{words.noRoot}</span>
  const above = (chosen?.trail ?? []).filter((step) => step.id !== chosen?.area.id)
  return (
    <div className="area-crumb">
      {own === null ? above.slice(-1).map((step) => <span key={step.id}>{step.name} / </span>) : null}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        content={<AreaList at={chosen?.area.id ?? root.id} onDone={() => setOpen(false)} />}
      >
        <button type="button" className="area-button" aria-expanded={open} title={words.pick}>
          {own ?? chosen?.area.name ?? root.name}
          <span aria-hidden="true"> ▾</span>
        </button>
      </Popover>
    </div>
  )
}

/** Opening the list means searching; the same function each time, so that it runs once. */
const focus = (input: InputRef | null): void => input?.focus()

/** The children of one area, a step up, and a search by name. */
function AreaList({ at, onDone }: { readonly at: string; readonly onDone: () => void }) {
  const words = useAreasWords()
  const { root } = useOffice()
  const chosen = useArea()
  const chooseArea = useChooseArea()
  const [parent, setParent] = useState(at)
  const [q, setQ] = useState('')
  const here = useQuery({ ...areasApi.query('areas.get', { id: parent }), placeholderData: keepPreviousData })
  const below = useQuery({ ...areasApi.query('areas.children', { parent }), placeholderData: keepPreviousData })
  const found = useQuery({
    ...areasApi.query('areas.find', { q: q.trim(), limit: 30 }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  })
  const choose = (id: string): void => {
    onDone()
    chooseArea(id)
  }
  const up = here.data?.trail.filter((step) => step.id !== parent).at(-1)
  const inside = root !== null && here.data !== undefined && here.data.area.id !== root.id
  return (
    <section className="area-list" aria-label={words.pick}>
      <Input
        allowClear
        ref={focus}
        value={q}
        aria-label={words.find}
        placeholder={words.find}
        onChange={(event) => setQ(event.target.value)}
        onPressEnter={() => {
          const first = found.data?.rows[0]
          if (first !== undefined) choose(first.id)
        }}
      />
      {q.trim() !== '' ? (
        <ul>
          {found.data?.rows.map((area) => (
            <li key={area.id}>
              <button type="button" onClick={() => choose(area.id)}>
                <span>{area.name}</span>
                <small>{area.trail}</small>
              </button>
            </li>
          ))}
          {found.data?.rows.length === 0 ? <li className="area-none">{words.nothing}</li> : null}
        </ul>
      ) : (
        <ul>
          {inside && up !== undefined ? (
            <li>
              <button type="button" className="area-up" onClick={() => setParent(up.id)}>
                ‹ {up.name}
              </button>
            </li>
          ) : null}
          {here.data === undefined ? null : (
            <li>
              <button type="button" onClick={() => choose(here.data.area.id)}>
                <b>{words.whole(here.data.area.name)}</b>
                <small className="num">{words.units(countText(here.data.area.units))}</small>
              </button>
            </li>
          )}
          {below.data?.rows.map((area) => (
            <li key={area.id} className={area.id === chosen ? 'area-on' : ''}>
              <button type="button" onClick={() => choose(area.id)}>
                <span>{area.name}</span>
                <small className="num">{words.units(countText(area.units))}</small>
              </button>
              {area.children === 0 ? null : (
                <button
                  type="button"
                  className="area-into"
                  aria-label={`${area.name} ›`}
                  onClick={() => setParent(area.id)}
                >
                  ›
                </button>
              )}
            </li>
          ))}
          {below.data?.rows.length === 0 ? <li className="area-none">{words.noChildren}</li> : null}
        </ul>
      )}
    </section>
  )
}
