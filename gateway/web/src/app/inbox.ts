import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { notificationApi } from '@/api'
import { useSession } from './session'

/** The number of unread notices, kept true by the stream: a new notice shows at once. */
export function useUnread() {
  const session = useSession()
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: async () => (await notificationApi.notices({ unread: true, size: 1 })).total,
    enabled: computed(() => session.signedIn && !session.operator),
  })
  return { unread: computed(() => query.data.value ?? 0), refresh: () => queries.invalidateQueries({ queryKey: ['notices'] }) }
}

/**
 * Listens to the stream as long as somebody is signed in and looks at the page: a browser grants one address few
 * connections, and pages in the background would use them up. After a break it asks anew, so nothing is missed.
 */
export function useNoticeStream(onNotice: () => void): void {
  const session = useSession()
  const visible = ref(!document.hidden)
  let source: EventSource | undefined
  let again: number | undefined
  let interrupted = false

  function stop(): void {
    source?.close()
    source = undefined
    window.clearTimeout(again)
  }

  function start(): void {
    stop()
    source = new EventSource(notificationApi.stream)
    source.addEventListener('notice', onNotice)
    source.addEventListener('open', () => {
      if (interrupted) onNotice()
      interrupted = false
    })
    source.addEventListener('error', () => {
      interrupted = true
      if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(start, 15_000)
    })
  }

  function look(): void {
    visible.value = !document.hidden
    if (!visible.value) interrupted = true
  }

  document.addEventListener('visibilitychange', look)
  watch(
    () => visible.value && session.signedIn && !session.operator && !session.lost,
    (listening) => (listening ? start() : stop()),
    { immediate: true },
  )
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', look)
    stop()
  })
}
