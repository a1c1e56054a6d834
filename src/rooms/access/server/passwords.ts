import { accessProblem } from '../contract.ts'
import { checkPassword } from '../rules/password.ts'
import { soundsOfName } from './pinyin-of-name.ts'

/** @throws Problem `access.weak-password` with the reason. */
export function refuseWeak(password: string, owner: { readonly username: string; readonly name: string }): void {
  const decision = checkPassword(password, { ...owner, sounds: soundsOfName(owner.name) })
  if (!decision.ok) throw accessProblem('weak-password', { why: decision.why })
}
