# Builds the same standalone server that `npm start` and the tests run.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
# With the same key as the build before, pages that people have open go on working.
ARG NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
RUN node node_modules/prisma/build/index.js generate && npm run build

FROM node:22-bookworm-slim
WORKDIR /app
# A container listens to everybody, and the development inbox shows every message: it is on only where one asks for it.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    INBOX=off \
    MALLOC_ARENA_MAX=2
COPY --from=build --chown=node:node /app/.next/standalone ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
