import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { sendWaiting } from '@/draft/sending'
import { tell } from '@/ui/tell'
import { useSession } from './session'

const AGAIN_MS = 60_000

/** Whether there is network, and what waits is sent: when there is network again, and each minute that somebody looks. */
export function useOffline(): { offline: Ref<boolean> } {
  const session = useSession()
  const queries = useQueryClient()
  const { t } = useI18n()
  const offline = ref(!navigator.onLine)
  let sending = false

  async function send(): Promise<void> {
    const account = session.me?.account
    if (sending || account === undefined || !navigator.onLine || document.visibilityState === 'hidden') return
    sending = true
    try {
      const sent = await sendWaiting(account)
      if (sent.taken.length > 0) void tell(t('draft.sentLater', { count: sent.taken.length }), 'success')
      if (sent.refused.length > 0) void tell(t('draft.refusedLater', { count: sent.refused.length }), 'warning')
      if (sent.taken.length + sent.refused.length > 0) void queries.invalidateQueries()
    } finally {
      sending = false
    }
  }

  function changed(): void {
    offline.value = !navigator.onLine
    void send()
  }

  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  document.addEventListener('visibilitychange', changed)
  const clock = window.setInterval(() => void send(), AGAIN_MS)
  onScopeDispose(() => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
    document.removeEventListener('visibilitychange', changed)
    window.clearInterval(clock)
  })
  void send()
  return { offline }
}
