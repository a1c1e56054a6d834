import { expect, test } from 'vitest'
import { readProblem, UNREADABLE } from './problem.ts'

test('a refusal of the server keeps its code, words, details and request id', () => {
  const body = JSON.stringify({
    code: 'units.undo-refused',
    words: '不能撤回',
    details: { why: '后来改过' },
    requestId: 'r1',
  })
  expect(readProblem(409, body, 'r2')).toMatchObject({
    code: 'units.undo-refused',
    message: '不能撤回',
    status: 409,
    details: { why: '后来改过' },
    requestId: 'r1',
  })
})

test.each(['<html>502</html>', '', '[]', 'null', '{"details":7}'])(
  'anything else is an unreadable answer: %s',
  (body) => {
    expect(readProblem(502, body, 'r2')).toMatchObject({ code: UNREADABLE, message: '', details: {}, requestId: 'r2' })
  },
)
