import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noteResealed, readKeyFile, refuseInside, retireKeys, rotateKeys } from './key-file.ts'
import { keyNumberOf, openSecrets } from './secrets.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'juxin-keys-'))
  path = join(folder, 'own', 'keys.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('sealing', () => {
  it('opens what it sealed, and never seals the same text twice alike', () => {
    const secrets = openSecrets(path)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = secrets.seal(text)
        expect(secrets.open(sealed)).toBe(text)
        expect(secrets.seal(text)).not.toBe(sealed)
      }),
      { seed: 4, numRuns: 50 },
    )
  })

  it('refuses what was changed, cut short or sealed elsewhere', () => {
    const secrets = openSecrets(path)
    const sealed = secrets.seal('13812345678')
    const other = openSecrets(join(folder, 'other.json'))
    const bytes = Buffer.from(sealed.slice(2), 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    for (const bad of [`1:${bytes.toString('base64')}`, sealed.slice(0, 20), `9${sealed}`, '', 'text']) {
      expect(() => secrets.open(bad)).toThrow(/key|authenticat|tag|auth/i)
    }
    expect(() => other.open(sealed)).toThrow(/authenticat/i)
  })

  it('hashes the same text alike, kinds apart, and every key file its own way', () => {
    const secrets = openSecrets(path)
    expect(secrets.hash('name', '张伟')).toBe(openSecrets(path).hash('name', '张伟'))
    expect(secrets.hash('name', '张伟')).toMatch(/^[0-9a-f]{32}$/)
    expect(secrets.hash('phone', '张伟')).not.toBe(secrets.hash('name', '张伟'))
    expect(openSecrets(join(folder, 'other.json')).hash('name', '张伟')).not.toBe(secrets.hash('name', '张伟'))
  })
})

describe('the key file', () => {
  it('is readable by its owner only, and refused when others can read it', () => {
    openSecrets(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    chmodSync(path, 0o644)
    expect(() => openSecrets(path)).toThrow('别的用户也能读')
  })

  it('is refused inside the data folder', () => {
    expect(() => refuseInside('/srv/juxin/keys.json', '/srv/juxin')).toThrow('在数据文件夹')
    expect(() => refuseInside('/srv/juxin/a/keys.json', '/srv/juxin')).toThrow('在数据文件夹')
    expect(() => refuseInside('/srv/keys.json', '/srv/juxin')).not.toThrow()
    expect(() => refuseInside('/srv/juxin-keys/keys.json', '/srv/juxin')).not.toThrow()
  })

  it('is refused when damaged, and left as it is', () => {
    openSecrets(path)
    for (const text of ['', '{', '{"current":1}', '{"current":2,"keys":[],"hashKey":""}']) {
      writeFileSync(path, text)
      expect(() => openSecrets(path)).toThrow(/密钥备份/)
      expect(statSync(path).size).toBe(Buffer.byteLength(text))
    }
  })

  it('takes a new key while running, and lets go of the old one only when nothing needs it', () => {
    const running = openSecrets(path)
    const [before, hash] = [running.seal('138'), running.hash('name', '张伟')]
    rotateKeys(path)
    expect(running.current).toBe(2)
    const after = running.seal('138')
    expect([keyNumberOf(before), keyNumberOf(after)]).toEqual([1, 2])
    expect([running.open(before), running.open(after)]).toEqual(['138', '138'])
    expect(running.hash('name', '张伟')).toBe(hash)
    expect(() => retireKeys(path)).toThrow('还有数据')
    noteResealed(path, 2)
    expect(retireKeys(path).retired).toEqual([1])
    const next = openSecrets(path)
    expect(next.open(after)).toBe('138')
    expect(() => next.open(before)).toThrow('key 1')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('goes on with the keys in hand when the file disappears under it', () => {
    const running = openSecrets(path)
    const sealed = running.seal('138')
    rmSync(path)
    expect(running.open(sealed)).toBe('138')
    expect(running.open(running.seal('139'))).toBe('139')
    expect(existsSync(path)).toBe(false)
  })

  it('is changed by one at a time', () => {
    openSecrets(path)
    writeFileSync(`${path}.lock`, '1')
    expect(() => rotateKeys(path)).toThrow('另一个程序')
    rmSync(`${path}.lock`)
    expect(rotateKeys(path).current).toBe(2)
    expect(readKeyFile(path)?.keys).toHaveLength(2)
  })
})
