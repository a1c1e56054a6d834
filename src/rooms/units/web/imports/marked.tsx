import { Fragment } from 'react'
import type { Piece } from './differ.ts'

/** A text with its differing pieces marked; `ins` and `del` say so to the screen reader as well. */
export function Marked({ pieces, as = 'ins' }: { readonly pieces: readonly Piece[]; readonly as?: 'ins' | 'del' }) {
  const Tag = as
  return pieces.map((piece, index) => (
    // Pieces of one text never change places.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>{piece.same ? piece.text : <Tag className="mark">{piece.text}</Tag>}</Fragment>
  ))
}
