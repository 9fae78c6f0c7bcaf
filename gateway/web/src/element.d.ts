/** Styles of Element's parts, taken where the part itself is fetched late. */
declare module 'element-plus/es/components/message/style/css'
declare module 'element-plus/es/components/message-box/style/css'
