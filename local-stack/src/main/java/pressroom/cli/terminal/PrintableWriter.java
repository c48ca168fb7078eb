package pressroom.cli.terminal;

import java.io.IOException;
import java.io.Writer;

/** Writes what a terminal may have, see {@link Printable}: for messages of errors, which quote what others sent. */
public final class PrintableWriter extends Writer {
    private final Writer out;

    /** Writes to another writer, and closes that. */
    public PrintableWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        out.write(Printable.lines(new String(text, offset, length)));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
