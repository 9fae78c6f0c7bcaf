import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    vue(),
    // Element's parts and their styles are taken one by one, where a template names them.
    Components({ dirs: [], dts: 'src/components.d.ts', resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
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
