import { lifeNames } from '../../rules/life-kinds.ts'
import type { zh } from '../words.zh.ts'
import type { Draft } from './draft.ts'

type Words = Pick<typeof zh.form, 'got' | 'missing' | 'join' | 'fileGot' | 'fileNothing' | 'fileMissing'>

/** In plain words what the minutes gave and what has to be filled in by hand. */
export function sayRead(name: string, draft: Draft, words: Words): string[] {
  const { day, kinds, due, present, title, bySecretary } = draft
  const { got, missing } = words
  const found = [
    day === null ? '' : got.day(day),
    ...kinds.map((kind) => lifeNames[kind]),
    bySecretary ? got.bySecretary : '',
    due === null ? '' : got.due(due),
    present === null ? '' : got.present(present),
    title === '' ? '' : got.title(title),
  ].filter((part) => part !== '')
  const wanting = [
    day === null ? missing.day : '',
    kinds.length === 0 ? missing.kinds : '',
    due === null ? missing.due : '',
    present === null ? missing.present : '',
  ].filter((part) => part !== '')
  return [
    found.length === 0 ? words.fileNothing(name) : words.fileGot(name, found.join(words.join)),
    ...(wanting.length === 0 ? [] : [words.fileMissing(wanting.join(words.join))]),
  ]
}
