package pressroom.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request whose body is not read, for all that handle it: as if it were empty. */
final class WithoutBody extends HttpServletRequestWrapper {

    private static final String MULTIPART = "multipart/";

    private final ServletInputStream nothing = new ReceivedBody.Bytes(new byte[0]);

    /** Once its stream was asked for, the container parses no parameters from the body, whatever its type. */
    WithoutBody(HttpServletRequest request) throws IOException {
        super(request);
        request.getInputStream();
    }

    @Override
    public ServletInputStream getInputStream() {
        return nothing;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(Reader.nullReader());
    }

    /** Nobody is to look for parts. */
    @Override
    public @Nullable String getContentType() {
        String type = super.getContentType();
        return type != null && type.startsWith(MULTIPART) ? null : type;
    }

    @Override
    public Collection<Part> getParts() {
        return List.of();
    }

    @Override
    public @Nullable Part getPart(String name) {
        return null;
    }
}
