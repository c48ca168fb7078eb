# Starts the service once, without any server, and keeps what the JVM has learnt about its classes: an AOT cache from
# Java 24 on, else a class-data archive. A service that cannot start like that still runs, only starts more slowly.
# The file is tied to this JVM and these jars, hence made in the image itself.
options=/app/jvm.options
if java -XX:AOTMode=off -version >/dev/null 2>&1; then
  make=-XX:AOTCacheOutput=/app/service.aot
  use=-XX:AOTCache=/app/service.aot
  # Kafka's compression loads native code, which those JVMs want to be told.
  echo --enable-native-access=ALL-UNNAMED >>"$options"
else
  make=-XX:ArchiveClassesAtExit=/app/service.jsa
  use=-XX:SharedArchiveFile=/app/service.jsa
fi
# Its address is never asked for a key here: no token comes.
if java @"$options" "$make" -Dspring.context.exit=onRefresh -Dserver.port=0 \
  -Dpressroom.tokens.issuer=http://127.0.0.1:1/ -jar service.jar >/tmp/make-archive.log 2>&1 && ls -l service.aot service.jsa 2>/dev/null | grep service; then
  echo "$use" >>"$options"
else
  tail -n 40 /tmp/make-archive.log
  echo "NO ARCHIVE: this service starts more slowly than it could; the reason is above."
fi
rm -rf /tmp/make-archive.log /tmp/tomcat* /tmp/hsperfdata*
