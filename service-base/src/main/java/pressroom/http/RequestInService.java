package pressroom.http;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** A request that a thread is handling, and the connection on which it came. */
final class RequestInService {

    private final SocketWrapperBase<NioChannel> connection;
    private final long beginNanos = System.nanoTime();
    private volatile boolean upload;

    RequestInService(SocketWrapperBase<NioChannel> connection) {
        this.connection = connection;
    }

    SocketWrapperBase<NioChannel> connection() {
        return connection;
    }

    long ageNanos(long now) {
        return now - beginNanos;
    }

    /** It may take as long as an upload. */
    void allowUpload() {
        upload = true;
    }

    boolean isUpload() {
        return upload;
    }
}
