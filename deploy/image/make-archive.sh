# Starts the service once, without any server, and keeps what the JVM has learnt about its classes: an AOT cache from
# Java 24 on, else a class-data archive. A service that cannot start like that still runs, only starts more slowly.
# The file is tied to this JVM and these jars, hence made in the image itself.
options=/app/jvm.options
log=/tmp/make-archive.log
export SERVER_PORT=8080
if java -XX:AOTMode=off -version >/dev/null 2>&1; then
  make=-XX:AOTCacheOutput=/app/service.aot
  use=-XX:AOTCache=/app/service.aot
  # Kafka's compression loads native code, which those JVMs want to be told.
  echo --enable-native-access=ALL-UNNAMED >>"$options"
else
  make=-XX:ArchiveClassesAtExit=/app/service.jsa
  use=-XX:SharedArchiveFile=/app/service.jsa
fi
# Nobody listens where it looks for servers, and it does not look for long. Its tokens' issuer is never asked for a key: no token comes.
java @"$options" "$make" -Dpressroom.tokens.issuer=http://127.0.0.1:1/ -Dpressroom.elasticsearch.url=http://127.0.0.1:1 \
  -Dspring.kafka.bootstrap-servers=127.0.0.1:1 \
  -Dspring.kafka.admin.properties.{default.api,request}.timeout.ms=1000 \
  -Dspring.datasource.url=jdbc:postgresql://127.0.0.1:1/none -Dspring.datasource.hikari.connection-timeout=250 \
  -jar service.jar >"$log" 2>&1 &
service=$!
for ((i = 0; i < 600; i++)); do
  kill -0 "$service" 2>/dev/null || break
  bash ready.sh liveness 2>/dev/null && break
  sleep 0.2
done
# Ready it is not. But to tell, it looks for its servers, and learns how one does that.
bash ready.sh 2>/dev/null
kill -TERM "$service" 2>/dev/null
wait "$service"
if ls -l service.aot service.jsa 2>/dev/null | grep service; then
  echo "$use" >>"$options"
else
  tail -n 40 "$log"
  echo "NO ARCHIVE: this service starts more slowly than it could; the reason is above."
fi
rm -rf "$log" /tmp/tomcat* /tmp/hsperfdata*
