package pressroom.posts;

/**
 * An entry of a zip as its list of contents tells of it.
 *
 * @param path with {@code /} between its parts, as it is written: not normalized yet
 * @param flags bit 0 for encryption
 * @param method 0 for stored, 8 for deflated
 * @param packed bytes in the zip
 * @param size bytes when unpacked, which need not be true
 * @param offset where its own header begins
 */
record ZipEntryHead(String path, boolean link, int flags, int method, long packed, long size, long offset) {

    boolean isDirectory() {
        return path.endsWith("/");
    }
}
