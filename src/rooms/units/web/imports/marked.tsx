import { createElement, Fragment } from 'react'
import type { Piece } from './differ.ts'

/** A text with the pieces that the other text does not have marked, for the eye and for the screen reader. */
export function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  const shown = pieces.map((piece) =>
    piece.same ? piece.text : createElement('ins', { className: 'mark' }, piece.text),
  )
  return createElement(Fragment, null, ...shown)
}
