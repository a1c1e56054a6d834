import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWhyNot } from '../../../../../platform/web/session/use-may.ts'
import { memberStatusNames, placeNames } from '../../../rules/words.ts'
import { FactList } from '../../../web/member/fact-list.tsx'
import type { TransferPage, TransferRow } from '../../contract.ts'
import { directionNames } from '../../rules/words.ts'
import { useTransfersWords } from '../words.ts'

/** The case line by line; lines without a value are left out. */
export function CaseFacts({ found }: { readonly found: TransferPage }) {
  const { drawer: words, columns } = useTransfersWords()
  const { member, place, unit, unitName } = found
  // The record is beyond whoever only receives, and once it is received beyond the sender.
  const reached =
    found.state === 'received'
      ? found.to.mine || found.direction === 'out'
      : found.from.mine || found.direction === 'in'
  const lines: (readonly [string, ReactNode])[] = [
    [
      words.member,
      member === null ? (
        words.notYet
      ) : !reached ? null : (
        <Link key="member" to="/members/$id" params={{ id: member }}>
          {words.seeMember}
        </Link>
      ),
    ],
    [words.status, memberStatusNames[found.status]],
    [columns.direction, directionNames[found.direction] + (found.stays ? `（${words.stays}）` : '')],
    [columns.from, <SideName key="from" side={found.from} />],
    [columns.to, <SideName key="to" side={found.to} />],
    [words.place, place === null ? null : placeNames[place]],
    [words.unit, unit === null ? null : unitName],
    [words.identity, found.identity],
    [words.phone, found.phone],
    [words.opened, found.opened],
    [words.letter, found.letterNo],
    [words.letterDay, found.letterDay],
    [words.validUntil, found.validUntil],
    [words.reminded, found.remindedOn],
    [words.takes, found.takesOn],
    [words.received_, found.receivedOn],
    [words.receipt_, found.receiptOn],
  ]
  return <FactList lines={lines} />
}

/** A side within reach is a link and, for whoever does transfers, marked as theirs; the other's name says enough. */
function SideName({ side }: { readonly side: TransferRow['from'] }) {
  const { mine } = useTransfersWords()
  const acts = useWhyNot('transfers.act') === null
  const { organization, name } = side
  if (organization === null || !side.mine) return name
  return (
    <>
      <Link to="/organizations/$id" params={{ id: organization }}>
        {name}
      </Link>{' '}
      {acts ? <span className="tag tag-teal">{mine}</span> : null}
    </>
  )
}
