/** The pages as people meet them: in a real browser, over the packaged services as real processes. */
package pressroom.browser;
