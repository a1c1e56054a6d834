import { expect, test } from 'vitest'
import { armSignInAgain, settleSignIn, signInAgain, signInWanted } from './sign-in-again.ts'

test('requests wait until the person has signed in again, and are refused while nobody was signed in', async () => {
  expect(await signInAgain()).toBe(false)
  armSignInAgain(true)
  const both = [signInAgain(), signInAgain()]
  expect(signInWanted()).toBe(true)
  settleSignIn(true)
  expect(await Promise.all(both)).toEqual([true, true])
  expect(signInWanted()).toBe(false)
})

test('a request that was called off waits no longer', async () => {
  armSignInAgain(true)
  const off = new AbortController()
  const one = signInAgain(off.signal)
  off.abort()
  expect(await one).toBe(false)
  expect(signInWanted()).toBe(false)
})
