import { afterEach, expect, test } from 'vitest'
import {
  armSignInAgain,
  sessionEnded,
  signedInAgain,
  signInAgain,
  signInLater,
  signInNow,
  signInWanted,
} from './sign-in-again.ts'

afterEach(() => {
  signedInAgain()
  armSignInAgain(false)
})

test('requests wait until the person has signed in again, and are refused while nobody was signed in', async () => {
  expect(await signInAgain(true)).toBe(false)
  armSignInAgain(true)
  const both = [signInAgain(true), signInAgain(false)]
  expect(signInWanted()).toBe('open')
  signedInAgain()
  expect(await Promise.all(both)).toEqual([true, true])
  expect(signInWanted()).toBe('no')
})

test('a request that was called off waits no longer', async () => {
  armSignInAgain(true)
  const off = new AbortController()
  const one = signInAgain(false, off.signal)
  off.abort()
  expect(await one).toBe(false)
  expect(signInWanted()).toBe('no')
})

test('putting it off refuses what was to be done and keeps what is read waiting', async () => {
  armSignInAgain(true)
  const [deed, reading] = [signInAgain(true), signInAgain(false)]
  signInLater()
  expect(await deed).toBe(false)
  expect(signInWanted()).toBe('later')
  signInNow()
  expect(signInWanted()).toBe('open')
  signInLater()
  const next = signInAgain(true)
  expect(signInWanted()).toBe('open')
  signedInAgain()
  expect(await Promise.all([reading, next])).toEqual([true, true])
})

test('a session that ended is noticed once, and only while somebody was signed in', () => {
  sessionEnded()
  expect(signInWanted()).toBe('no')
  armSignInAgain(true)
  sessionEnded()
  expect(signInWanted()).toBe('open')
  signInLater()
  sessionEnded()
  expect(signInWanted()).toBe('later')
})
