import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Paged, PagesOf, RowOf } from './client.ts'

/** All rows loaded so far of a keyset-paged list, ready for `DataTable`. Old rows stay while a new filter loads. */
export function usePages<O>(options: PagesOf<O>) {
  const query = useInfiniteQuery({ ...options, placeholderData: keepPreviousData })
  const pages = query.data?.pages
  const rows = useMemo(() => (pages ?? []).flatMap((page) => (page as Paged).rows as RowOf<O>[]), [pages])
  return {
    rows,
    total: (pages?.[0] as Paged | undefined)?.total ?? null,
    loading: query.isPending,
    stale: query.isPlaceholderData,
    problem: query.error,
    retry: () => void query.refetch(),
    more: {
      has: query.hasNextPage,
      fetching: query.isFetchingNextPage,
      fetch: () => {
        if (!query.isFetching) void query.fetchNextPage()
      },
    },
  }
}
