# An image of one service, made from the jar that Maven has made; the build needs no network:
#   mvn -pl counter-consumer -am package
#   docker build --build-arg MODULE=counter-consumer -t pressroom/counter-consumer:1.0.0 .
# The base needs a Java runtime and bash, which Temurin's Ubuntu and UBI images have and its Alpine ones have not.
ARG BASE=eclipse-temurin:25-jre

FROM ${BASE} AS layers
ARG MODULE
COPY ${MODULE}/target/${MODULE}.jar /build/service.jar
RUN cd /build && java -Djarmode=tools -jar service.jar extract --layers --destination layers

# What docker-compose.yml needs around the services: local-stack's rights and the proxy.
FROM ${BASE} AS tools
COPY local-stack/target/lib/ /app/lib/
COPY local-stack/target/local-stack.jar /app/lib/
USER 10001:10001
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp", "/app/lib/*"]

FROM ${BASE}
WORKDIR /app
# What changes most comes last: a new build of the service sends and stores one small layer.
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
COPY deploy/image/ ./
ARG MODULE
# A service may have options of its own.
RUN if [ -f "${MODULE}.options" ]; then cat "${MODULE}.options" >>jvm.options; fi && rm -f blog-service.options search-indexer.options && bash make-archive.sh
USER 10001:10001
ARG VERSION=dev
LABEL org.opencontainers.image.title="${MODULE}" org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"
# Else the C library keeps memory apart for each of a hundred threads.
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080 MALLOC_ARENA_MAX=1
EXPOSE 8080
ENTRYPOINT ["java", "@/app/jvm.options", "-jar", "/app/service.jar"]
HEALTHCHECK --interval=5s --timeout=4s --start-period=120s --retries=3 CMD ["bash", "/app/ready.sh"]
