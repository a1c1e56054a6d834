import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { countText, shareText } from '../../../../platform/web/format.ts'
import { StateTag } from '../../../../platform/web/parts/state-tag.tsx'
import { MaskedHint } from '../../../access/web/public.tsx'
import type { UnitPage } from '../../contract.ts'
import { useLedgerWords } from '../ledger/words.ts'
import { useUnitsWords } from '../words.ts'
import { useUnitWords } from './words.ts'

/** State, why, and what is to be done. */
export function CoverageLines({ unit }: { readonly unit: UnitPage }) {
  const words = useLedgerWords()
  return (
    <div className="unit-state">
      <div className="row">
        <StateTag state={unit.coverage} />
        {unit.due === 'nothing' ? null : <span className="tag tag-red">{words.dues[unit.due]}</span>}
      </div>
      <p>{unit.reason}</p>
    </div>
  )
}

/** `121.544012,29.812345`, as it is kept and typed; null without a point. */
export function pointWords({ place: { point } }: UnitPage): string | null {
  return point === null ? null : `${point.lng},${point.lat}`
}

/** Where the unit is and which words of its address said so. */
export function PlaceLines({ unit }: { readonly unit: UnitPage }) {
  const words = useUnitWords()
  const { place } = unit
  return (
    <dl className="pairs">
      <dt>{words.brief.place}</dt>
      <dd className="in-text">
        {place.trail.length === 0
          ? words.placeUnknown
          : place.trail.map((step, index) => (
              <span key={step.id}>
                {index === 0 ? null : ' / '}
                <Link to="/areas" search={{ at: step.id }}>
                  {step.name}
                </Link>
              </span>
            ))}{' '}
        <span className="faint">{place.byHand ? words.byHand : words.sure(shareText(place.confidence))}</span>
      </dd>
      {place.words.length === 0 ? null : (
        <>
          <dt>{words.from}</dt>
          <dd>{place.words.join('；')}</dd>
        </>
      )}
      {place.building === null ? null : (
        <>
          <dt>{words.building}</dt>
          <dd>
            <Link to="/units" search={{ area: place.building.id }}>
              {place.building.name}
            </Link>
          </dd>
        </>
      )}
      {place.point === null ? null : (
        <>
          <dt>{words.point}</dt>
          <dd className="num" title={words.pointNote}>
            {pointWords(unit)}
          </dd>
        </>
      )}
      {unit.parentName === null ? null : (
        <>
          <dt>{words.parent}</dt>
          <dd>{unit.parentName}</dd>
        </>
      )}
      {place.problem === null ? null : (
        <>
          <dt>{words.placeOpen}</dt>
          <dd>{place.problem}</dd>
        </>
      )}
    </dl>
  )
}

/** What the list beside does not show: for the drawer. */
export function BriefLines({ unit }: { readonly unit: UnitPage }) {
  const { brief: words, noCode, membersLine } = useUnitWords()
  const names = useLedgerWords()
  const { sources } = useUnitsWords()
  const lines: [string, ReactNode][] = [
    [words.code, [unit.code ?? noCode, ...unit.codeNotes].join('；')],
    [words.kind, names.kinds[unit.kind]],
    [words.industry, unit.industryName],
    [words.address, unit.address],
    [words.employees, unit.employees === null ? null : countText(unit.employees)],
    [
      words.members,
      membersLine(countText(unit.membersFull), countText(unit.membersProbationary), countText(unit.membersReported)),
    ],
    [words.organization, unit.orgName],
    [
      words.instructor,
      unit.instructor === null ? null : (
        <>
          {unit.instructor} <MaskedHint beside />
        </>
      ),
    ],
    [words.life, names.lives[unit.life]],
    [words.sources, unit.sources.map((source) => sources[source]).join('、')],
  ]
  return (
    <dl className="pairs num">
      {lines
        .filter(([, text]) => text !== null)
        .map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-text`}>{text}</dd>])}
    </dl>
  )
}
