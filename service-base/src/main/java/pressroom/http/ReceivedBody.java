package pressroom.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A request whose body has been received, for all that handle it: as if it had just come. */
class ReceivedBody extends HttpServletRequestWrapper {

    private final Bytes in;

    ReceivedBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.in = new Bytes(body);
    }

    /** Filters that look at a request once only would leave out one that was waited for. */
    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public ServletInputStream getInputStream() {
        return in;
    }

    @Override
    public BufferedReader getReader() {
        String encoding = getCharacterEncoding();
        Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(in, charset));
    }

    /** Some bytes, which are let go of once they have been read: what was made of them is held from there on. */
    static final class Bytes extends ServletInputStream {

        private static final byte[] NONE = new byte[0];

        private byte[] bytes;
        private int next;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean isFinished() {
            return next == bytes.length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("This body has been read");
        }

        @Override
        public int available() {
            return bytes.length - next;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (isFinished()) {
                bytes = NONE;
                next = 0;
                return length == 0 ? 0 : -1;
            }
            int read = Math.min(length, bytes.length - next);
            System.arraycopy(bytes, next, into, offset, read);
            next += read;
            return read;
        }
    }
}
