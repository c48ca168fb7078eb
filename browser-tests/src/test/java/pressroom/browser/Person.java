package pressroom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody at a browser of his own. What the browser complains about is kept; pictures go to target/screenshots. */
final class Person implements AutoCloseable {

    /** The address of a post right after it was published. */
    static final Pattern PUBLISHED = Pattern.compile("/posts/[0-9a-f-]{36}\\?way$");

    private static final int LONGEST_WAIT_MILLIS = 30_000;

    final Page page;
    final List<String> complaints = new ArrayList<>();
    private final BrowserContext context;
    private final String address;

    Person(Browser browser, String address, int width, ColorScheme scheme) {
        this(
                browser,
                address,
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));
    }

    /** Somebody whose browser runs no scripts. */
    static Person withoutScripts(Browser browser, String address) {
        return new Person(browser, address, new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    private Person(Browser browser, String address, Browser.NewContextOptions options) {
        this.address = address;
        context = browser.newContext(options.setLocale("en-GB"));
        context.setDefaultTimeout(LONGEST_WAIT_MILLIS);
        page = context.newPage();
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            // A browser says by itself that an answer was 4xx or 5xx; that is the tests' business.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onDialog(dialog -> {
            complaints.add(page.url() + " opened a dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    Person signedInAs(String name) {
        go("/sign-in");
        page.getByLabel("Choose a name").fill(name);
        page.locator("main button").click();
        page.waitForURL("**/write");
        return this;
    }

    void go(String path) {
        page.navigate(address + path);
    }

    /** Fills in the form and waits until what was typed is shown as readers will see it. */
    void write(String title, String tags, String body) {
        page.locator("#title").fill(title);
        page.locator("#tags").fill(tags);
        page.locator("#body").fill(body);
    }

    /** Publishes what is written, and returns the address of the post. */
    String publish() {
        page.locator("#send").click();
        page.waitForURL(PUBLISHED);
        return page.url().substring(address.length()).replace("?way", "");
    }

    void offline(boolean offline) {
        context.setOffline(offline);
    }

    Person picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
