import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** What a form needs to be filled in without network; kept for a week on the device of whoever asked for it. */
const KEPT =
  /\/api\/(session|member\/v1\/(me|units|members\/names)|activity\/v1\/(kinds|rolls|sessions|records)|report\/v1\/duties)(\?.*)?$/
const WEEK = 7 * 24 * 3600

export default defineConfig({
  plugins: [
    vue(),
    // Element's parts and their styles are taken one by one, where a template names them.
    Components({ dirs: [], dts: 'src/components.d.ts', resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    VitePWA({
      registerType: 'prompt',
      injectRegister: null,
      manifest: {
        name: '支部',
        short_name: '支部',
        description: '学校、幼儿园党支部工作平台',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        theme_color: '#B81C22',
        background_color: '#F3F4F6',
        icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        maximumFileSizeToCacheInBytes: 4 << 20,
        cleanupOutdatedCaches: true,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/(api|oauth2|login|logout|actuator|v3|developers|public)(\/|$)/],
        runtimeCaching: [
          {
            urlPattern: KEPT,
            handler: 'NetworkFirst',
            options: {
              cacheName: 'zhibu-kept',
              cacheableResponse: { statuses: [200] },
              expiration: { maxEntries: 300, maxAgeSeconds: WEEK },
            },
          },
        ],
      },
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'vue',
              test: /node_modules\/(?:\.pnpm\/[^/]+\/node_modules\/)?(?:vue|@vue|vue-router|pinia|vue-i18n|@intlify|@tanstack)\//,
            },
            { name: 'echarts', test: /node_modules\/(?:\.pnpm\/[^/]+\/node_modules\/)?(?:echarts|zrender|vue-echarts)\// },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/oauth2': 'http://127.0.0.1:8080', '/logout': 'http://127.0.0.1:8080' } },
})
