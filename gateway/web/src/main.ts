import { VueQueryPlugin, QueryClient } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { connect } from '@/api/http'
import { Problem } from '@/api/problem'
import App from '@/app/App.vue'
import { onItsWay } from '@/app/arrival'
import { i18n, currentLanguage, startLanguage } from '@/app/i18n'
import { router } from '@/app/router'
import { useSession } from '@/app/session'
import 'element-plus/es/components/button/style/css'
import '@/app/theme.css'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'offlineFirst', // without network the service worker answers what it kept
      staleTime: 15_000,
      retry: (count, failure) => failure instanceof Problem && ((failure.passing && count < 3) || onItsWay(failure, count)),
      retryDelay: (count, failure) => (failure instanceof Problem && !failure.passing ? 1000 : Math.min(1000 * 2 ** count, 30_000)),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})

const app = createApp(App).use(createPinia()).use(VueQueryPlugin, { queryClient: queries }).use(i18n)
connect({ language: currentLanguage, signedOut: () => useSession().ended() })

// A page that the browser kept for going back asks anew who is there: after a sign-out it shows nothing any more.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload()
})

void startLanguage().then(() => {
  app.use(router)
  app.mount('#app')
})
