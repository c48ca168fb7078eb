package pressroom.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends requests that take too long as a whole. The container's own timeouts begin anew with each byte, so that a client that sends
 * or reads one every few seconds would keep its connection, and a thread, for ever.
 *
 * @param head from a request's first byte to the end of its head
 * @param answer from the end of its head to its answer
 * @param upload the same for an upload
 */
record Deadlines(Duration head, Duration answer, Duration upload) {

    /** Ends the connections whose requests' heads are not complete in time. */
    void ofHeads(Collection<SocketWrapperBase<NioChannel>> connections) {
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> connection : connections) {
            if (connection.getCurrentProcessor() instanceof Processor processor
                    && isWaitingForItsHead(processor)
                    && now - processor.getRequest().getStartTimeNanos() > head.toNanos()) {
                end(connection);
            }
        }
    }

    /** Ends the requests that hold a thread for too long. A request that is handled asynchronously has timeouts of its own. */
    void ofRequests(Collection<RequestInService> requests) {
        long now = System.nanoTime();
        for (RequestInService request : requests) {
            if (request.ageNanos(now) > (request.isUpload() ? upload : answer).toNanos()) {
                end(request.connection());
            }
        }
    }

    /** A connection between two reads keeps its processor only while a head is incomplete, or while it is asynchronous. */
    static boolean isWaitingForItsHead(Processor processor) {
        Request request = processor.getRequest();
        return request != null
                && !processor.isAsync()
                && request.getRequestProcessor().getStage() == Constants.STAGE_ENDED
                && request.getStartTimeNanos() >= 0;
    }

    /** Whether {@link #end} was called for it. */
    static boolean isEnded(SocketWrapperBase<NioChannel> connection) {
        SocketChannel channel = connection.getSocket().getIOChannel();
        return channel != null && channel.socket().isInputShutdown();
    }

    /** Both directions end for the thread that reads or writes; it closes the connection and cleans up as if the client had. */
    static void end(SocketWrapperBase<NioChannel> connection) {
        SocketChannel channel = connection.getSocket().getIOChannel();
        if (channel == null) {
            return;
        }
        try {
            channel.shutdownInput();
            channel.shutdownOutput();
        } catch (IOException | UnsupportedOperationException closedMeanwhile) {
            // That was to be reached.
        }
    }
}
