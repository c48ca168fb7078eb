# Healthy is who answers that he is ready; asked for "liveness", that he lives. With bash alone: a Java probe would cost a JVM's
# start each time.
exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT" || exit 1
printf 'GET /actuator/health/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "${1:-readiness}" >&3
read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]
