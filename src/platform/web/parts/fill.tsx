import { Fragment } from 'react'
import type { ReactNode } from 'react'

/** Puts markup into a sentence of a word file: `fill('在册 {n} 家', { n: <Figure …/> })`. */
export function fill(sentence: string, holes: Readonly<Record<string, ReactNode>>): ReactNode {
  return sentence.split(/(\{\w+\})/).map((piece, index) => {
    const hole = /^\{(\w+)\}$/.exec(piece)?.[1]
    // The pieces of one sentence never change places.
    // oxlint-disable-next-line react/no-array-index-key
    return <Fragment key={index}>{hole !== undefined && hole in holes ? holes[hole] : piece}</Fragment>
  })
}
