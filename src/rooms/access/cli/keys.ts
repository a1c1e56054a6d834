import type { Config } from '../../../platform/server/config.ts'
import { keyProblem, readKeyFile, retireKeys, rotateKeys } from '../../../platform/server/key-file.ts'

/**
 * The keys of the office, changed beside a running server: it takes up the new key by itself and seals anew what the
 * earlier one sealed, so this command opens no data.
 */
export const keysCommand = {
  name: 'keys',
  usage: 'keys [rotate | retire]',
  summary: '密钥：看状况；rotate 换新密钥，服务不用停；retire 停用旧密钥',
  options: {},
  async run({ keyFile: path }: Pick<Config, 'keyFile'>, _values: unknown, [deed = 'show']: readonly string[]) {
    const said = change(path, deed)
    const file = readKeyFile(path)
    if (file === null) throw keyProblem('missing', { path })
    const resealed = file.resealed >= file.current
    const state = `正在用第 ${file.current} 把，共 ${file.keys.length} 把；${resealed ? '内容都已用它加密' : '还有内容用旧密钥加密着'}。`
    const kept = '密钥文件请另外备份，不要和数据放在一起。'
    return {
      json: { file: path, current: file.current, keys: file.keys.map(({ no }) => no), resealed },
      text: [...said, state, kept].join('\n'),
    }
  },
}

function change(path: string, deed: string): readonly string[] {
  switch (deed) {
    case 'rotate':
      rotateKeys(path)
      return ['已换新密钥。服务运行时一分钟内开始把旧密钥加密的内容换过来，期间照常使用。']
    case 'retire':
      retireKeys(path)
      return ['旧密钥已停用。用旧密钥做的备份此后要用口令才能打开。']
    case 'show':
      return []
    default:
      throw keyProblem('unknown-deed', { deed })
  }
}
