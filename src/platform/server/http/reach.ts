import { hostname, networkInterfaces } from 'node:os'
import type { Decision } from '../../../kernel/verbs.ts'
import type { Config } from '../config.ts'

type Reachable = Pick<Config, 'host' | 'behindProxy' | 'publicUrl' | 'tls'>

/** Names under which a program on the same machine reaches it; no address of another machine is among them. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(host)
}

/** Whether people at other machines reach the server: directly, or through a proxy on this one. */
export function isOpenToOthers(config: Reachable): boolean {
  return !isLoopback(config.host) || config.behindProxy.length > 0 || publicHost(config) !== null
}

/** Whether what goes over the wire is encrypted, here or at the proxy: then cookies may be sent so only. */
export function isSecure(config: Reachable): boolean {
  return config.tls !== null || (config.publicUrl?.startsWith('https://') ?? false)
}

/**
 * The conditions for opening. Without accounts whoever reaches the server is the whole office, so nobody elsewhere may
 * reach it then; without encryption passwords could be read along the way.
 */
export function mayOpen(config: Reachable, accounts: boolean, insecureHttp: boolean): Decision {
  if (config.publicUrl !== null && !/^https?:\/\/[^/\s?#@]+$/.test(config.publicUrl)) {
    return { ok: false, why: '--public-url 写成 https://juxin.example 的样子，后面不带路径。' }
  }
  if (!isOpenToOthers(config)) return { ok: true }
  if (!accounts) {
    return {
      ok: false,
      why: '还没有账号，不能向其他电脑开放：谁连上来都会看到全部数据。请先只在本机打开聚新，设好管理员，再用 --host 开放。',
    }
  }
  if (!isSecure(config) && !insecureHttp) {
    return {
      ok: false,
      why: '没有证书，密码会在网上明文传送，所以没有打开。请用 --tls-cert 和 --tls-key 给出证书文件，或放在 nginx 后面（--behind-proxy 加 --public-url https://…）。确实只在可信的内网试用，可加 --insecure-http。',
    }
  }
  return { ok: true }
}

/**
 * Which Host headers are ours. A page elsewhere can make a browser call any address under a name of its own (DNS
 * rebinding): the address is then right and the Host is the stranger's.
 */
export function ownHosts(config: Reachable): (host: string) => boolean {
  const names = new Set(['localhost', '127.0.0.1', '[::1]'])
  if (!isLoopback(config.host)) {
    if (config.host === '0.0.0.0' || config.host === '::') {
      for (const address of addresses()) names.add(address)
      names.add(hostname().toLowerCase())
    } else names.add(bracketed(config.host.toLowerCase()))
  }
  const behind = publicHost(config)
  if (behind !== null) names.add(behind)
  return (host) => names.has(host.toLowerCase().replace(/:\d{1,5}$/, ''))
}

/** What to type into a browser, this machine first. */
export function addressesOf(config: Config, port: number): string[] {
  const scheme = config.tls === null ? 'http' : 'https'
  const any = config.host === '0.0.0.0' || config.host === '::'
  const hosts = any ? ['127.0.0.1', ...addresses()] : [bracketed(config.host)]
  return [
    ...(config.publicUrl === null ? [] : [config.publicUrl]),
    ...hosts.map((host) => `${scheme}://${host}:${port}`),
  ]
}

function publicHost({ publicUrl }: Reachable): string | null {
  if (publicUrl === null || !URL.canParse(publicUrl)) return null
  const { hostname: name } = new URL(publicUrl)
  return isLoopback(name) ? null : name.toLowerCase()
}

function addresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
    .map(({ address }) => bracketed(address))
}

function bracketed(address: string): string {
  return address.includes(':') && !address.startsWith('[') ? `[${address}]` : address
}
