import './skeleton.css'

/** A quiet placeholder of the size of what will stand there, so that nothing jumps when it arrives. */
export function SkeletonLine({ width = 120 }: { readonly width?: number | string }) {
  return <span className="skeleton" style={{ width }} aria-hidden="true" />
}

/** A stack of lines inside a card. */
export function SkeletonLines({ count }: { readonly count: number }) {
  const widths = ['72%', '90%', '60%', '84%']
  return (
    <div className="skeleton-lines" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <SkeletonLine key={index} width={widths[index % widths.length] ?? '80%'} />
      ))}
    </div>
  )
}

export function SkeletonBlock({ height }: { readonly height: number | string }) {
  return <span className="skeleton-block" style={{ height }} aria-hidden="true" />
}
