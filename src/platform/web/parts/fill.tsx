import { createElement, Fragment } from 'react'
import type { ReactNode } from 'react'

/** Puts markup into a sentence of a word file: `fill('在册 {n} 家', { n: <Figure …/> })`. */
export function fill(sentence: string, holes: Readonly<Record<string, ReactNode>>): ReactNode {
  const pieces = sentence.split(/(\{\w+\})/).map((piece) => {
    const hole = /^\{(\w+)\}$/.exec(piece)?.[1]
    return hole !== undefined && hole in holes ? holes[hole] : piece
  })
  return createElement(Fragment, null, ...pieces)
}
