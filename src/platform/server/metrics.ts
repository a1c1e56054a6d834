import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Figures for whoever runs the server, in the text form that Prometheus reads (exposition format 0.0.4). Labels come from
 * fixed lists (names of endpoints, classes of status, states of jobs): never from what somebody sent, so that no name, id
 * or searched word can stand in them.
 */
export interface Metrics {
  /** One answered request; `endpoint` is its name in the contract, or null for pages and unknown addresses. */
  answered(endpoint: string | null, status: number, seconds: number): void
  /** A figure read when it is asked for. `read` gives one number, or one per label value; null leaves it out. */
  gauge(name: string, help: string, read: () => Reading | Promise<Reading>, label?: string): void
  text(): Promise<string>
  close(): void
}

export type Reading = number | null | Readonly<Record<string, number>>

/** Seconds. The goals of the product are 0.1 and 0.3 for what one person waits for. */
const BOUNDS = [0.005, 0.025, 0.1, 0.3, 1, 3, 10] as const

interface Histogram {
  readonly endpoint: string
  readonly status: string
  readonly counts: number[]
  sum: number
  count: number
}

interface Gauge {
  readonly name: string
  readonly help: string
  readonly label: string
  readonly read: () => Reading | Promise<Reading>
}

export function makeMetrics(): Metrics {
  const requests = new Map<string, Histogram>()
  const gauges = new Map<string, Gauge>()
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const metrics: Metrics = {
    answered(endpoint, status, seconds) {
      const name = endpoint ?? 'other'
      const group = `${Math.floor(status / 100)}xx`
      const key = `${name} ${group}`
      let histogram = requests.get(key)
      if (!histogram) {
        histogram = { endpoint: name, status: group, counts: BOUNDS.map(() => 0), sum: 0, count: 0 }
        requests.set(key, histogram)
      }
      const { counts } = histogram
      for (const [at, bound] of BOUNDS.entries()) if (seconds <= bound) counts[at] = (counts[at] ?? 0) + 1
      histogram.sum += seconds
      histogram.count++
    },
    gauge(name, help, read, label = 'of') {
      if (!/^juxin_[a-z_]+$/.test(name)) throw new Error(`not a name of a figure: ${name}`)
      gauges.set(name, { name, help, label, read })
    },
    async text() {
      const lines = requestLines([...requests.values()])
      for (const gauge of gauges.values()) lines.push(...(await gaugeLines(gauge)))
      return `${lines.join('\n')}\n`
    },
    close: () => void delay.disable(),
  }
  metrics.gauge('juxin_event_loop_delay_seconds', 'How long work waits for its turn', () => {
    const reading = { p50: delay.percentile(50) / 1e9, p99: delay.percentile(99) / 1e9, max: delay.max / 1e9 }
    delay.reset()
    return reading
  })
  metrics.gauge('juxin_memory_bytes', 'Memory of the process', () => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
    return { rss, heap_used: heapUsed, heap_total: heapTotal, external }
  })
  metrics.gauge('juxin_uptime_seconds', 'Since the process began', () => process.uptime())
  return metrics
}

function requestLines(histograms: readonly Histogram[]): string[] {
  const name = 'juxin_request_seconds'
  const lines = [`# HELP ${name} Answered requests by endpoint and class of status`, `# TYPE ${name} histogram`]
  for (const { endpoint, status, counts, sum, count } of histograms) {
    const labels = `endpoint="${escapeLabel(endpoint)}",status="${status}"`
    for (const [at, bound] of BOUNDS.entries()) lines.push(`${name}_bucket{${labels},le="${bound}"} ${counts[at] ?? 0}`)
    lines.push(`${name}_bucket{${labels},le="+Inf"} ${count}`)
    lines.push(`${name}_sum{${labels}} ${sum.toFixed(6)}`, `${name}_count{${labels}} ${count}`)
  }
  return lines
}

async function gaugeLines({ name, help, label, read }: Gauge): Promise<string[]> {
  const reading = await Promise.resolve()
    .then(read)
    .catch(() => null)
  if (reading === null) return []
  const values =
    typeof reading === 'number'
      ? [`${name} ${reading}`]
      : Object.entries(reading).map(([value, number]) => `${name}{${label}="${escapeLabel(value)}"} ${number}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...values]
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
